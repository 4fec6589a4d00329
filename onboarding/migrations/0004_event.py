import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0001_initial'),
        ('onboarding', '0003_milestone_wait'),
        ('projects', '0003_payment_contribution'),
    ]

    operations = [
        migrations.CreateModel(
            name='Event',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('welcome', 'onthaalmoment'), ('ceremony', 'inburgeringsceremonie'), ('meet_up', 'trefmoment'), ('staff_training', 'vorming voor medewerkers'), ('volunteer_training', 'vorming voor vrijwilligers'), ('information', 'infosessie')], max_length=20, verbose_name='soort')),
                ('title', models.CharField(max_length=160, verbose_name='titel')),
                ('description', models.TextField(blank=True, verbose_name='omschrijving')),
                ('place', models.CharField(blank=True, max_length=150, verbose_name='plaats')),
                ('starts_at', models.DateTimeField(verbose_name='begin')),
                ('ends_at', models.DateTimeField(verbose_name='einde')),
                ('audiences', models.JSONField(blank=True, default=list, verbose_name='voor wie')),
                ('capacity', models.PositiveIntegerField(blank=True, null=True, verbose_name='aantal plaatsen')),
                ('state', models.CharField(choices=[('planned', 'gepland'), ('held', 'gehouden'), ('cancelled', 'afgelast')], default='planned', editable=False, max_length=10, verbose_name='stand')),
                ('reason', models.CharField(blank=True, editable=False, max_length=300, verbose_name='waarom afgelast')),
                ('sequence', models.PositiveIntegerField(default=0, editable=False, verbose_name='volgnummer voor agenda’s')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('organiser', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='organises', to='accounts.organisation', verbose_name='organisator')),
                ('project', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='events', to='projects.project', verbose_name='project')),
            ],
            options={
                'verbose_name': 'activiteit',
                'verbose_name_plural': 'activiteiten',
                'ordering': ['starts_at', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['planned', 'held', 'cancelled'])), name='event_state_known'), models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='event_ends_after_start', violation_error_message='Het einde ligt niet na het begin.'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'cancelled'), models.Q(('reason', ''), _negated=True)), models.Q(models.Q(('state', 'cancelled'), _negated=True), ('reason', '')), _connector='OR'), name='event_cancelled_has_reason')],
            },
        ),
        migrations.CreateModel(
            name='EventCount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('audience', models.CharField(choices=[('newcomers', 'nieuwkomers'), ('residents', 'andere inwoners'), ('staff', 'medewerkers'), ('volunteers', 'vrijwilligers'), ('partners', 'partners en beleid')], max_length=12, verbose_name='voor wie')),
                ('invited', models.PositiveIntegerField(blank=True, null=True, verbose_name='uitgenodigd')),
                ('registered', models.PositiveIntegerField(blank=True, null=True, verbose_name='ingeschreven')),
                ('present', models.PositiveIntegerField(blank=True, null=True, verbose_name='aanwezig')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='counts', to='onboarding.event', verbose_name='activiteit')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation', verbose_name='organisatie')),
            ],
            options={
                'verbose_name': 'aantal bij een activiteit',
                'verbose_name_plural': 'aantallen bij activiteiten',
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('event', 'organisation', 'audience'), name='event_count_once'), models.CheckConstraint(condition=models.Q(('invited__isnull', False), ('registered__isnull', False), ('present__isnull', False), _connector='OR'), name='event_count_says_something')],
            },
        ),
        migrations.CreateModel(
            name='EventInvitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('invited_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='uitgenodigd op')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to='onboarding.event', verbose_name='activiteit')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation', verbose_name='organisatie')),
            ],
            options={
                'verbose_name': 'uitnodiging',
                'verbose_name_plural': 'uitnodigingen',
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('event', 'organisation'), name='event_invitation_once')],
            },
        ),
    ]
