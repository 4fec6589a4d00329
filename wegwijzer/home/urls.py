"""The start page and other pages that need several domains."""

from django.urls import URLPattern, path

from wegwijzer.home import views
from wegwijzer.home.health import health

app_name = "home"
urlpatterns: list[URLPattern] = [
    path("", views.start, name="start"),
    path("hulp/", views.help_page, name="help"),
    path("toegankelijkheid/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
    path("healthz", health, name="health"),
]
