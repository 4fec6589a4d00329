"""The start page and other pages that need several domains."""

from django.urls import URLPattern

app_name = "home"
urlpatterns: list[URLPattern] = []
