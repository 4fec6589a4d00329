"""The start page and other pages that need several domains."""

from django.urls import URLPattern, path

from wegwijzer.home import background_views, views
from wegwijzer.home.health import health, ready
from wegwijzer.home.metrics import metrics

app_name = "home"
urlpatterns: list[URLPattern] = [
    path("", views.start, name="start"),
    path("hulp/", views.help_page, name="help"),
    path("toegankelijkheid/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
    path("achtergrondwerk/", background_views.overview, name="background"),
    path("achtergrondwerk/beurten/<int:pk>/opnieuw/", background_views.run_again, name="run_again"),
    path("achtergrondwerk/mails/opnieuw/", background_views.message_again_all, name="message_again_all"),
    path("achtergrondwerk/mails/<int:pk>/opnieuw/", background_views.message_again, name="message_again"),
    path("achtergrondwerk/mails/<int:pk>/afhandelen/", background_views.message_settle, name="message_settle"),
    path("achtergrondwerk/verslagen/<int:pk>/opnieuw/", background_views.report_again, name="report_again"),
    path("healthz", health, name="health"),
    path("readyz", ready, name="ready"),
    path("metrics", metrics, name="metrics"),
]
