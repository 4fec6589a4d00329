"""Coming in and going out."""

from django.urls import URLPattern, path

from wegwijzer.entrance.views import invitation, password, session, user

app_name = "entrance"
urlpatterns: list[URLPattern] = [
    path("aanmelden/", session.login, name="login"),
    path("afmelden/", session.logout, name="logout"),
    path("afgemeld/", session.logged_out, name="logged_out"),
    path("sessie/", session.remaining, name="session"),
    path("wachtwoord/vergeten/", password.forgotten, name="password_forgotten"),
    path("wachtwoord/verstuurd/", password.sent, name="password_sent"),
    path("wachtwoord/nieuw/<str:uid>/<str:token>/", password.reset, name="password_reset"),
    path("wachtwoord/wijzigen/", password.change, name="password_change"),
    path("uitnodiging/<str:token>/", invitation.accept, name="invitation_accept"),
    path("mijn-gegevens/", user.profile, name="profile"),
    path("gebruikers/", user.user_list, name="user_list"),
    path("gebruikers/uitnodigen/", user.user_invite, name="user_invite"),
    path("gebruikers/<int:pk>/opnieuw-uitnodigen/", user.invitation_send_again, name="invitation_send_again"),
    path("gebruikers/<int:pk>/schakelen/", user.user_switch, name="user_switch"),
]
