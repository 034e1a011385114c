using CodeAssist.Core.Agent.Editing;
using CodeAssist.Server.Delegating.Memory;
using CodeAssist.TestSupport;

namespace CodeAssist.Server.Tests.Delegating.Memory;

/// <summary>Which edits suit which model is known the next time.</summary>
public sealed class EditFormFileTests : IDisposable
{
    private static readonly EditMeasurement _measured = new(new DateOnly(2026, 11, 1), 900, EditMeasurementEnd.Limit, [new EditFormCount(EditForm.Member, 3, 1), new EditFormCount(EditForm.Replace, 3, 3)]);

    private readonly TemporaryRepository _folder = TemporaryRepository.CreateFolder();

    private string Place => EditFormFile.In(_folder.Root);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_fitted_is_remembered()
    {
        var forms = new EditFormFile(Place);
        forms.Count("local/small", EditForm.Replace, fitted: false);
        forms.Count("local/small", EditForm.Replace, fitted: true);

        Assert.Null(forms.Save());
        Assert.Equal([new EditFormCount(EditForm.Replace, 2, 1)], new EditFormFile(Place).Of("local/small"));
        Assert.Empty(new EditFormFile(Place).Of("openai/big"));
    }

    [Fact]
    public void What_was_measured_is_on_the_disk_at_once_and_work_counts_on_top_of_it()
    {
        var (editor, terminal) = (new EditFormFile(Place), new EditFormFile(Place));
        editor.Count("a", EditForm.Replace, fitted: false);
        terminal.Keep("a", "local/small", _measured);

        Assert.Equal(EditMeasurementEnd.Limit, editor.MeasurementOf("a")!.End);
        Assert.Null(editor.Save());
        Assert.Equal([new EditFormCount(EditForm.Replace, 4, 3), new EditFormCount(EditForm.Member, 3, 1)], terminal.Of("a"));
        Assert.Contains("local/small", File.ReadAllText(Place), StringComparison.Ordinal);
    }

    [Fact]
    public void A_measurement_takes_the_place_of_the_one_before_and_leaves_what_came_of_work()
    {
        var forms = new EditFormFile(Place);
        forms.Count("a", EditForm.Whole, fitted: true);
        forms.Keep("a", "local/small", _measured);
        forms.Keep("a", "local/small", _measured with { Counts = [new EditFormCount(EditForm.Replace, 3, 0)] });

        Assert.Equal([new EditFormCount(EditForm.Whole, 1, 1), new EditFormCount(EditForm.Replace, 3, 0)], forms.Of("a"));
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("null")]
    [InlineData("""{"version":7,"models":{}}""")]
    [InlineData("""{"version":2}""")]
    [InlineData("""{"version":2,"models":{"a":null}}""")]
    [InlineData("""{"version":2,"models":{"a":{"name":"a","measured":null,"worked":[null]}}}""")]
    [InlineData("""{"version":2,"models":{"a":{"name":"a","measured":{"measuredOn":"2026-11-01"},"worked":[]}}}""")]
    public void A_file_that_says_nothing_is_as_good_as_none(string text)
    {
        _folder.Write("agent/edit-forms.json", text);

        Assert.Empty(new EditFormFile(Place).Of("a"));
        Assert.Null(new EditFormFile(Place).MeasurementOf("a"));
    }
}
