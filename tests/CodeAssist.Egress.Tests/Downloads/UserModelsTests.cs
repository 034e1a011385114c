using CodeAssist.Core.LocalModels;
using CodeAssist.Egress.Protocol.Catalogue.OpenModels;

namespace CodeAssist.Egress.Tests.Downloads;

/// <summary>What a user's own models.json may say.</summary>
public sealed class UserModelsTests : IDisposable
{
    private static readonly DateOnly _today = new(2026, 11, 22);

    private readonly string _folder = Directory.CreateTempSubdirectory("ca-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void No_file_is_no_problem() => Assert.Equal(new OpenModelReading(OpenModelFiles.Shipped, null), OpenModelFiles.Read(Path.Combine(_folder, "none.json"), _today));

    [Fact]
    public void A_model_of_ones_own_is_added_with_the_file_as_its_source()
    {
        var reading = Read("""{"version": 1, "models": [{"id": "house", "roles": ["completion"], "fim": {"value": "starcoder2"}, "licence": {"value": "ours"}, "commercial": {"value": "allowed"}, "files": [{"quantisation": "Q8_0", "repository": "house/models", "path": "house.gguf"}]}]}""");

        Assert.Null(reading.Problem);
        var model = reading.List.Find("house")!;
        Assert.Equal(("ours", _today), (model.Licence!.Value, model.Licence.ReadOn));
        Assert.EndsWith("models.json", model.Licence.Source, StringComparison.Ordinal);
        Assert.Null(model.Files[0].Sha256);
        Assert.Equal(OpenModelFiles.Shipped.Models.Count + 1, reading.List.Models.Count);
    }

    [Fact]
    public void What_is_said_about_a_model_of_ours_goes_over_what_we_say_and_the_rest_stays()
    {
        var model = Read("""{"version": 1, "models": [{"id": "codegemma-2b", "commercial": {"value": "limited"}}]}""").List.Find("codegemma-2b")!;

        Assert.Equal(CommercialUse.Limited, model.Commercial?.Value);
        Assert.Equal("Gemma Terms of Use", model.Licence?.Value);
    }

    [Theory]
    [InlineData("""{"version": 2}""", "version is not 1")]
    [InlineData("""{"version": 1, "hubs": []}""", "codeassist models import")]
    [InlineData("""{"version": 1, "models": [{"id": "../up", "roles": ["chat"]}]}""", "model ../up needs another id")]
    [InlineData("""{"version": 1, "models": [{"id": "a"}]}""", "model a needs roles")]
    [InlineData("""{"version": 1, "models": [{"id": "a", "roles": ["chat"], "surprise": 1}]}""", "line 1")]
    [InlineData("""{"version": 1, "models": [{"id": "a", "roles": ["chat"]}, {"id": "A", "roles": ["chat"]}]}""", "there twice")]
    [InlineData("""{"version": 1, "models": [{"id": "a", "roles": ["completion"], "fim": {"value": "nobody"}}]}""", "family nobody")]
    [InlineData("""{"version": 1, "models": [{"id": "a", "roles": ["chat"], "files": [{"quantisation": "Q8_0", "repository": "x/y", "path": "../a.gguf"}]}]}""", "no plain path")]
    [InlineData("""{"version": 1, "models": [{"id": "a", "roles": ["chat"], "files": [{"quantisation": "Q8_0", "repository": "x/y?z", "path": "a.gguf"}]}]}""", "no plain path")]
    [InlineData("""{"version": 1, "models": [{"id": "a", "roles": ["chat"], "files": [{"quantisation": "Q8_0", "repository": "x/y", "path": "a.gguf", "sha256": {"value": "AB"}}]}]}""", "sha256")]
    [InlineData("""{"version": 1, "models": [{"id": "a", "roles": ["chat"], "files": [{"quantisation": "Q8_0", "hub": "nowhere", "repository": "x/y", "path": "a.gguf"}]}]}""", "hub nowhere")]
    public void A_file_that_is_wrong_anywhere_adds_nothing_and_is_told_of(string content, string said)
    {
        var reading = Read(content);

        Assert.Same(OpenModelFiles.Shipped, reading.List);
        Assert.Contains(said, reading.Problem, StringComparison.Ordinal);
    }

    private OpenModelReading Read(string content)
    {
        var file = Path.Combine(_folder, OpenModelFiles.UserFileName);
        File.WriteAllText(file, content);
        return OpenModelFiles.Read(file, _today);
    }
}
