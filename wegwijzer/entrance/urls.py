"""Coming in and going out."""

from django.urls import URLPattern, path

from wegwijzer.entrance.views import session

app_name = "entrance"
urlpatterns: list[URLPattern] = [
    path("aanmelden/", session.login, name="login"),
    path("afmelden/", session.logout, name="logout"),
    path("afgemeld/", session.logged_out, name="logged_out"),
]
