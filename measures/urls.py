"""Addresses of measures."""

from django.urls import path

from measures.views import (
    commentary,
    definitions,
    dictionary,
    exploring,
    placing,
    rebases,
    surveys,
    targets,
    workbench,
)
from opcc.core.access import allow
from opcc.core.roles import Can

app_name = "measures"

measure = "<str:code>/"

urlpatterns = [
    path("", allow(Can.READ_DESK)(dictionary.MeasureList.as_view()), name="measures"),
    path("add/", dictionary.add_measure, name="measure-add"),
    path("by-objective/", placing.by_objective, name="by-objective"),
    path("by-objective/<int:pk>/choose/", placing.choose, name="choose"),
    path("by-objective/<int:pk>/carry-over/", placing.carry_over, name="carry-over"),
    path(measure, workbench.chart, name="measure"),
    path(f"{measure}explore/", exploring.explore, name="explore"),
    path(f"{measure}figures/", workbench.figures, name="figures"),
    path(f"{measure}figures/<int:pk>/interval/", surveys.interval, name="interval"),
    path(f"{measure}targets/", workbench.targets, name="targets"),
    path(f"{measure}targets/set/", targets.set_target, name="target-set"),
    path(f"{measure}targets/baseline/", targets.set_baseline, name="baseline-set"),
    path(f"{measure}commentary/", workbench.commentaries, name="commentaries"),
    path(f"{measure}commentary/<str:period>/", commentary.write, name="commentary"),
    path(f"{measure}definition/", workbench.definition, name="definition"),
    path(f"{measure}definition/new/", definitions.define, name="definition-new"),
    path(f"{measure}edit/", definitions.edit, name="measure-edit"),
    path(f"{measure}move/<slug:name>/", definitions.move, name="measure-move"),
    path(f"{measure}rebase/", rebases.rebase, name="rebase"),
    path(
        f"{measure}rebase/<int:pk>/withdraw/", rebases.withdraw, name="rebase-withdraw"
    ),
    path(f"{measure}withhold/", definitions.withhold, name="withhold"),
    path(f"{measure}release/", definitions.release, name="release"),
]
