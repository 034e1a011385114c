using CodeAssist.Core.Agent.Editing;
using CodeAssist.Server.Delegating.Memory;
using CodeAssist.TestSupport;

namespace CodeAssist.Server.Tests.Delegating.Memory;

/// <summary>Which edits suit which model is known the next time.</summary>
public sealed class EditFormFileTests : IDisposable
{
    private readonly TemporaryRepository _folder = TemporaryRepository.CreateFolder();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_fitted_is_remembered()
    {
        var path = EditFormFile.In(_folder.Root);
        var forms = EditFormFile.Read(path);
        forms.Count("local/small", EditForm.Replace, fitted: false);
        forms.Count("local/small", EditForm.Replace, fitted: true);

        Assert.Null(forms.Save());
        Assert.Equal([new EditFormCount(EditForm.Replace, 2, 1)], EditFormFile.Read(path).Of("local/small"));
        Assert.Empty(EditFormFile.Read(path).Of("openai/big"));
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("""{"version":7,"models":{}}""")]
    [InlineData("""{"version":1,"models":{"a":null}}""")]
    public void A_file_that_says_nothing_is_as_good_as_none(string text)
    {
        _folder.Write("agent/edit-forms.json", text);

        Assert.Empty(EditFormFile.Read(EditFormFile.In(_folder.Root)).Of("a"));
    }
}
