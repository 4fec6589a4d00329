"""How somebody wants to be mailed."""

from django.urls import URLPattern, path

from wegwijzer.reminders import views

app_name = "reminders"
urlpatterns: list[URLPattern] = [
    path("mijn-mails/", views.choice, name="choice"),
    path("geen-mails-meer/<str:token>/", views.stop, name="stop"),
]
