"""Coming in and going out."""

from django.urls import URLPattern

app_name = "accounts"
urlpatterns: list[URLPattern] = []
