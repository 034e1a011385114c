using System.Text.Json.Nodes;
using CodeAssist.EndToEnd.Tests.Support;
using CodeAssist.GgufMaker;

namespace CodeAssist.EndToEnd.Tests.CommandLine;

/// <summary>Models that cannot be used: the cause and the next step, on the command line and in the editor, and nothing hangs.</summary>
/// <remarks>The workspace, which would answer alone, is not searched here.</remarks>
public sealed class ModelTroubleTests : ProductTest
{
    private const int Unavailable = 3;

    public ModelTroubleTests() => User.Settings["completion.searchWorkspace"] = false;

    public static TheoryData<string> Broken => ["missing", "truncated", "empty", "flipped", "damaged weights", "foreign", "folder", "without fim tokens"];

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task Complete_names_the_cause_and_the_next_step(string trouble)
    {
        var (model, cause) = Make(trouble);
        User.Settings["model.path"] = model;
        var file = User.WriteFile("Shelf.cs", CaretText.Obvious.Text);

        var result = await RunAsync("complete", "--json", CaretText.Obvious.Place(file));

        result.IsRefused(Unavailable, cause);
        Assert.True(result.Error.Split(". ").Length > 1, $"There is no next step: {result.Error}");
    }

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task Behaviour_22_an_editor_hears_it_by_status_and_its_requests_are_answered_with_nothing(string trouble)
    {
        var (model, cause) = Make(trouble);
        User.Settings["model.path"] = model;
        var server = StartServer();
        await server.InitializeAsync();
        await server.Editor.NotifyAsync("initialized", new JsonObject());

        var status = await server.StatusAsync("failed");
        var text = await server.CompleteAsync("file:///somewhere/Shelf.cs", CaretText.Obvious);

        Assert.Contains(cause, (string?)status["message"], StringComparison.Ordinal);
        Assert.Null(text);
        Assert.Equal(trouble is "without fim tokens" ? "ModelRefused" : "ModelUnavailable", await server.ExplainLastAsync());
    }

    [Fact]
    public async Task Doctor_lists_it_as_a_problem_with_code_3()
    {
        User.Settings["model.path"] = User.In("none.gguf");

        // Without a model nobody keeps the host, which is still to be asked for its devices.
        User.Settings["host.idleExitSeconds"] = 600;

        var result = await RunAsync("doctor", "--json");

        var problem = Assert.Single(result.ToJson()["problems"]!.AsArray())!;
        Assert.Equal(Unavailable, result.ExitCode);
        Assert.Contains(User.In("none.gguf"), (string?)problem["message"], StringComparison.Ordinal);
        Assert.NotEqual("", (string?)problem["nextStep"], StringComparer.Ordinal);
        Assert.NotNull(result.ToJson()["host"]);
        Assert.Null(result.ToJson()["model"]);
    }

    private (string Path, string Cause) Make(string trouble)
    {
        var path = User.In("model.gguf");
        var whole = File.ReadAllBytes(ProductPrograms.BuiltInModel);
        switch (trouble)
        {
            case "missing":
                return (path, path);
            case "truncated":
                File.WriteAllBytes(path, whole.AsSpan(0, whole.Length / 2));
                return (path, path);
            case "empty":
                File.WriteAllBytes(path, []);
                return (path, path);
            case "flipped":
                // Within the header: where a length stands, and not where a weight does, whose value may be any.
                whole.AsSpan(8, 64).Reverse();
                File.WriteAllBytes(path, whole);
                return (path, path);
            case "damaged weights":
                whole.AsSpan(whole.Length / 2, whole.Length / 10).Fill(0xFF);
                File.WriteAllBytes(path, whole);
                return (path, "not numbers");
            case "foreign":
                File.WriteAllText(path, "PK\u0003\u0004 this is an archive and no model at all, however long it goes on");
                return (path, path);
            case "folder":
                Directory.CreateDirectory(path);
                return (path, path);
            default:
                var vocabulary = ModelVocabulary.Build(SourceVocabulary.Read(ProductPrograms.BuiltInModel), VocabularyFamily.Known["none"], 0);
                new RandomModel(ModelShape.Known["tiny"], "llama", vocabulary, WeightType.Q8, 2_048, Seed: 1).Write(path);
                return (path, "cannot fill in the middle");
        }
    }
}
