"""Who works together, and what they decide."""

from django.urls import URLPattern

app_name = "governance"
urlpatterns: list[URLPattern] = []
