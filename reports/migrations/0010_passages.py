import django.contrib.postgres.search
import django.db.models.deletion
from django.db import migrations, models

MAKE = {
    "sqlite": (
        "CREATE VIRTUAL TABLE IF NOT EXISTS reports_passage_words USING fts5("
        "heading, title, text, tokenize = 'porter unicode61 remove_diacritics 2')"
    ),
    "postgresql": "CREATE INDEX reports_passage_words ON reports_passage USING gin (words)",
}
DROP = {
    "sqlite": "DROP TABLE IF EXISTS reports_passage_words",
    "postgresql": "DROP INDEX reports_passage_words",
}


def make(apps, schema_editor):
    """What a database looks for words in; the rows follow with the next tick."""
    schema_editor.execute(MAKE[schema_editor.connection.vendor])


def drop(apps, schema_editor):
    schema_editor.execute(DROP[schema_editor.connection.vendor])


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0009_annual_reports"),
    ]

    operations = [
        migrations.CreateModel(
            name="Passage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("position", models.PositiveIntegerField()),
                ("anchor", models.CharField(blank=True, max_length=60)),
                ("heading", models.CharField(max_length=300)),
                ("text", models.TextField(blank=True)),
                (
                    "words",
                    django.contrib.postgres.search.SearchVectorField(
                        editable=False, null=True
                    ),
                ),
                (
                    "publication",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="passages",
                        to="reports.publication",
                    ),
                ),
            ],
            options={
                "ordering": ["publication", "position"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("publication", "position"),
                        name="passages_have_an_order",
                    )
                ],
            },
        ),
        migrations.RunPython(make, drop),
    ]
