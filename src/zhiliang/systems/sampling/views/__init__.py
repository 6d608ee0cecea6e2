"""The pages of supervision sampling that are more than a list or a case."""

from zhiliang.systems.sampling.views import forms

urlpatterns = [*forms.urlpatterns]
