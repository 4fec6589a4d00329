"""Where the apps are mounted; the only place that knows all of them."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("wegwijzer.accounts.urls")),
    path("", include("wegwijzer.home.urls")),
    path("", include("governance.urls")),
]
