"""Reports: following them and fetching them. Asking for one happens on the page of what it is about."""

from django.urls import path

from wegwijzer.reports import views

app_name = "reports"
urlpatterns = [
    path("", views.report_list, name="report_list"),
    path("<int:pk>/", views.report_detail, name="report_detail"),
    path("<int:pk>/bestand/", views.report_download, name="report_download"),
    path("<int:pk>/opnieuw/", views.report_retry, name="report_retry"),
]
