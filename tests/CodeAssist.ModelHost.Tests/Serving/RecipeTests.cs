using System.Text.Json;
using CodeAssist.ModelHost.Tests.Support;
using CodeAssist.TestSupport;

namespace CodeAssist.ModelHost.Tests.Serving;

/// <summary>The recipe in training/, from the archives to a model that the host completes with; all but its client are part of <c>npm run test:long</c>.</summary>
public sealed class RecipeTests
{
    private static readonly string _recipe = Path.Combine(RepositoryRoot.Path, "training");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_recipes_client_speaks_as_the_host_does()
    {
        const string Script = """
            import sys
            from host import Host
            with Host(sys.argv[1]) as host:
                print(host.load(sys.argv[2])["promptLayout"], host.count_tokens(sys.argv[2], ["public sealed class"]))
                print(host.complete(sys.argv[2], "a.cs", "public sealed class Greeter\n{\n    private", "\n}\n")[0])
            """;
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The recipe reaches the host through a Unix socket.");
        var python = await Python.FindAsync(Token);

        var (exitCode, output) = await Python.RunAsync(python, ["-c", Script, RepositoryRoot.Product, TestModels.BuiltInPath], _recipe, Token);

        Assert.True(exitCode == 0, output);
        Assert.Matches(@"^suffix-first-unmarked \[3\]\r?\n.*\S", output);
    }

    [Fact(Explicit = true)]
    public async Task The_recipes_own_tests_pass()
    {
        var (exitCode, output) = await Python.RunAsync(await Python.FindWithTorchAsync(Token), ["-m", "unittest"], _recipe, Token);

        Assert.True(exitCode == 0, output);
    }

    [Fact(Explicit = true)]
    public async Task The_recipe_leads_from_archives_to_a_model_that_the_host_completes_with()
    {
        using var folder = new TemporaryFolder();
        var work = Path.Combine(folder.Path, "work");

        // Kept between runs: whoever has fetched them once can run the recipe without the network.
        var archives = Path.Combine(RepositoryRoot.Path, "artifacts", "cache", "archives");
        var python = await Python.FindWithTorchAsync(Token);
        var (exitCode, output) = await Python.RunAsync(python, ["recipe.py", "toy", work, RepositoryRoot.Product, "--archives", archives], _recipe, Token);
        Assert.True(exitCode == 0, output);

        using var figures = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(work, "toy.json"), Token));
        var losses = figures.RootElement.GetProperty("held_loss").EnumerateArray().Select(loss => loss.GetDouble()).ToList();
        Assert.True(losses[^1] < losses[0] - 1.5, $"{losses[^1]} after {losses[0]}");
        Assert.InRange(figures.RootElement.GetProperty("parity").GetDouble(), 0, 0.15);

        var model = Path.Combine(work, "toy.gguf");
        TokensAreThoseOfLlamaCpp(model, Path.Combine(work, "ids.json"));
        await TheHostCompletesWith(model);
    }

    private static void TokensAreThoseOfLlamaCpp(string model, string ids)
    {
        using var loaded = TestModels.Load(model, TestModels.OnCpu);
        using var files = JsonDocument.Parse(File.ReadAllBytes(ids));
        Assert.NotEqual(0, files.RootElement.GetArrayLength());
        foreach (var file in files.RootElement.EnumerateArray())
        {
            var expected = file.GetProperty("ids").EnumerateArray().Select(id => id.GetInt32());
            Assert.Equal(expected, loaded.Vocabulary.Tokenize(file.GetProperty("text").GetString()!));
        }
    }

    private static async Task TheHostCompletesWith(string path)
    {
        await using var host = await HostProcess.StartAsync(new HostStart(), Token);
        await using var client = await host.ConnectAsync(Token);
        await client.HelloAsync(Token);

        var model = (await client.LoadAsync(path, Token)).Model;
        Assert.NotNull(model);
        Assert.Equal("suffix-first-unmarked", model.PromptLayout);
        Assert.Equal(0.3, model.MinimumProbability!.Value, 0.001);
        Assert.Null(model.FimRefusal);

        // In the middle of a line even a toy has something to say.
        var prompt = Requests.BuiltInPrompt("namespace Demo;\n\npublic sealed class Greeter\n{\n    private", "\n}\n");
        var result = await client.GenerateAsync(Requests.Generate(prompt), Token);
        Assert.False(string.IsNullOrEmpty(result.Generation?.Text));
        Assert.True(result.Generation?.LogProbability < 0);
    }
}
