"""What partnerships plan, and the money: the addresses of this app, in four lists with a block per noun."""

from projects.urls import dossiers, money, plans, projects

app_name = "projects"
urlpatterns = [*projects.urlpatterns, *plans.urlpatterns, *dossiers.urlpatterns, *money.urlpatterns]
