"""The look's own words, built in to every template."""

from django import template

register = template.Library()
