"""What nbgrader is told for a course of pmkit: one call in a course's own `nbgrader_config.py`."""

from traitlets.config import Config

from pmkit.course.collecting.zip_collect import collect_from_platforms
from pmkit.course.release import STUBS, keep_answers
from pmkit.grading.nbgrader.exchange import COLLECTED_NAME
from pmkit.grading.nbgrader.programs import find_programs
from pmkit.grading.nbgrader.run import watch_runs
from pmkit.grading.nbgrader.submission import prepare_before_matching


def configure(c: Config) -> None:
    """Tell nbgrader how solutions become exercises, and how answers are graded without running any code.

    What the course's file says after this call counts. Copies of the file name no place inside of pmkit, so that a
    newer pmkit grades an older course.
    """
    find_programs()
    keep_answers()
    c.CourseDirectory.course_id = "pmkit"
    c.CourseDirectory.source_directory = "solutions"
    c.CourseDirectory.release_directory = "exercises"
    c.ClearSolutions.update(STUBS)
    c.GenerateAssignment.exporter_class = "pmkit.course.release.TidyExporter"

    # A submission is made safe before nbgrader reads it, rebuilt from the gradebook's own cells, and graded by
    # its answer file. nbgrader's Execute, which would run the trainee's code, is not in the list.
    prepare_before_matching()
    watch_runs()
    collect_from_platforms()
    c.Autograde.exporter_class = "pmkit.grading.nbgrader.submission.SubmissionExporter"
    c.Autograde.sanitize_preprocessors = []
    c.Autograde.autograde_preprocessors = [
        "pmkit.grading.nbgrader.grade.GradeAnswers",
        "pmkit.grading.nbgrader.grade.SaveGrades",
        "nbgrader.preprocessors.AssignLatePenalties",
    ]
    c.GenerateFeedback.exporter_class = "pmkit.grading.nbgrader.feedback.FeedbackExporter"
    c.GenerateFeedback.preprocessors = [
        "pmkit.grading.nbgrader.read_again.ReadAgain",
        "nbgrader.preprocessors.GetGrades",
    ]
    c.ExchangeFactory.release_assignment = "pmkit.grading.nbgrader.releasing.ReleaseWithoutAnswers"
    c.ExchangeFactory.collect = "pmkit.grading.nbgrader.exchange.CollectSafely"
    c.FileNameCollectorPlugin.valid_ext = [".ipynb", ".toml", ".md", ".txt"]
    c.FileNameCollectorPlugin.named_regexp = COLLECTED_NAME
    c.ExportApp.plugin_class = "pmkit.grading.nbgrader.export.SafeCsvExport"
