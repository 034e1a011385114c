using System.Text;
using System.Text.Json.Nodes;
using CodeAssist.EndToEnd.Tests.Support;

namespace CodeAssist.EndToEnd.Tests.CommandLine;

/// <summary><c>codeassist complete</c> where there is something to show.</summary>
public sealed class CompleteTests : ProductTest
{
    private const string Expected = "ArgumentNullException(\"item\");";

    [Fact]
    public async Task Knows_what_stands_elsewhere_in_the_repository()
    {
        Directory.CreateDirectory(Path.Combine(User.Workspace, ".git"));
        User.WriteFile("src/Port.cs", "class Port { void Open() { registry.Enlist(new HarbourPilot(tides, moorings)); } }\n");
        var question = CaretText.Parse("class Quay\n{\n    void Open()\n    {\n        registry.Enlist(new ‸\n    }\n}\n");

        var result = await RunAsync("complete", question.Place(User.WriteFile("Quay.cs", question.Text)));

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("HarbourPilot(tides, moorings)", result.Output, StringComparison.Ordinal);
        Assert.Contains("the workspace", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shows_the_suggestion_in_place_with_model_and_speed()
    {
        var file = User.WriteFile("Shelf.cs", CaretText.Obvious.Text);

        var result = await RunAsync("complete", "--no-workspace", CaretText.Obvious.Place(file));

        Assert.Equal(0, result.ExitCode);
        Assert.Equal("", result.Error);
        Assert.Contains($"throw new «{Expected}»", result.Output, StringComparison.Ordinal);
        Assert.Contains(" on CPU", result.Output, StringComparison.Ordinal);
        Assert.Contains("tokens/s", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', result.Output);
    }

    [Fact]
    public async Task Prints_nothing_but_json_when_asked_for_json()
    {
        var file = User.WriteFile("Shelf.cs", CaretText.Obvious.Text);

        var result = await RunAsync("complete", "--json", CaretText.Obvious.Place(file));

        var report = Assert.Single(result.ToJson().AsArray())!;
        Assert.Equal(0, result.ExitCode);
        Assert.Equal("", result.Error);
        Assert.Equal(file, (string?)report["file"]);
        Assert.Equal(CaretText.Obvious.Line + 1, (int?)report["line"]);
        Assert.Equal(CaretText.Obvious.Character + 1, (int?)report["column"]);
        Assert.Equal(Expected, (string?)report["suggestion"]);
        Assert.True((double?)report["probability"] is > 0 and <= 1);
        Assert.True((int?)report["promptTokens"] > 0);
        Assert.True((double?)report["tokensPerSecond"] > 0);
    }

    [Fact]
    public async Task A_second_place_in_the_same_file_reuses_what_the_first_has_cached()
    {
        var file = User.WriteFile("Shelf.cs", CaretText.Obvious.Text);
        var place = CaretText.Obvious with { Character = CaretText.Obvious.Character - "new ".Length };

        var result = await RunAsync("complete", "--json", place.Place(file), CaretText.Obvious.Place(file));

        var reports = result.ToJson().AsArray();
        Assert.Equal(2, reports.Count);
        Assert.Equal(0, (int?)reports[0]!["reusedTokens"]);
        Assert.True((int?)reports[1]!["reusedTokens"] > 0, result.Output);

        // Both are counted, for `codeassist usage`.
        var use = Assert.Single((await RunAsync("usage", "--json")).ToJson()["use"]!.AsArray())!;
        Assert.Equal((true, "completion", 2), ((bool?)use["isLocal"], (string?)use["task"], (int?)use["calls"]));
        Assert.StartsWith("local/", (string?)use["model"], StringComparison.Ordinal);
        Assert.Equal(reports.Sum(report => (long?)report!["promptTokens"]), (long?)use["tokens"]!["input"]);
    }

    [Fact]
    public async Task Hides_the_rest_of_the_line_and_shows_it_for_comparison()
    {
        var code = CaretText.Obvious;
        var file = User.WriteFile("Shelf.cs", code.Text.Replace("throw new \n", "throw new InvalidOperationException();\n", StringComparison.Ordinal));

        var text = await RunAsync("complete", "--hide-rest", code.Place(file));
        var json = await RunAsync("complete", "--hide-rest", "--json", code.Place(file));

        Assert.Contains($"«{Expected}»", text.Output, StringComparison.Ordinal);
        Assert.Contains("the file itself goes on: InvalidOperationException();", text.Output, StringComparison.Ordinal);
        Assert.Equal("InvalidOperationException();", (string?)json.ToJson()[0]!["hidden"]);
        Assert.Equal(Expected, (string?)json.ToJson()[0]!["suggestion"]);
    }

    [Fact]
    public async Task A_relative_place_starts_from_the_shells_folder()
    {
        User.WriteFile("src/Shelf.cs", CaretText.Obvious.Text);

        var result = await RunAsync("complete", "--json", CaretText.Obvious.Place("src/Shelf.cs"));

        Assert.Equal(Expected, (string?)result.ToJson()[0]!["suggestion"]);
    }

    [Fact]
    public async Task Columns_count_utf16_units_and_a_byte_order_mark_counts_nothing()
    {
        var code = CaretText.Parse(CaretText.Obvious.Text.Insert(
            CaretText.Obvious.Text.LastIndexOf("throw new ", StringComparison.Ordinal) + "throw new ".Length, "‸")
            .Replace("throw new ‸", "/* 😀 */ throw new ‸", StringComparison.Ordinal));
        var file = Path.Combine(User.Workspace, "Shelf.cs");
        await File.WriteAllTextAsync(file, code.Text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), TestContext.Current.CancellationToken);

        var result = await RunAsync("complete", "--json", code.Place(file));

        Assert.Equal(Expected, (string?)result.ToJson()[0]!["suggestion"]);
    }

    [Fact]
    public async Task Directories_and_models_may_have_spaces_and_foreign_letters_in_their_names()
    {
        foreach (var name in (string[])["XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR"])
        {
            User.Environment[name] = User.In($"ein Ordner é 名 {name[4..9]}");
        }

        var model = User.In("ein Modell é 名.gguf");
        File.Copy(ProductPrograms.BuiltInModel, model);
        var settings = Path.Combine(User.Environment["XDG_CONFIG_HOME"]!, "codeassist", "settings.json");
        Directory.CreateDirectory(Path.GetDirectoryName(settings)!);
        await File.WriteAllTextAsync(
            settings, $$"""{ "host.idleExitSeconds": 0, "model.path": "{{model}}" }""", TestContext.Current.CancellationToken);
        var file = User.WriteFile("ein Ordner é 名/Shelf.cs", CaretText.Obvious.Text);

        var result = await RunAsync("complete", "--json", CaretText.Obvious.Place(file));

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Equal(Expected, (string?)result.ToJson()[0]!["suggestion"]);
    }

    [Fact]
    public async Task Nothing_to_suggest_is_said_with_its_reason_and_code_1()
    {
        User.Settings["completion.disabledLanguages"] = new JsonArray("csharp");
        var file = User.WriteFile("Shelf.cs", CaretText.Obvious.Text);

        var text = await RunAsync("complete", CaretText.Obvious.Place(file));
        var json = await RunAsync("complete", "--json", CaretText.Obvious.Place(file));

        Assert.Equal(1, text.ExitCode);
        Assert.Contains("no suggestion: Disabled", text.Output, StringComparison.Ordinal);
        Assert.Equal(1, json.ExitCode);
        Assert.Equal("Disabled", (string?)json.ToJson()[0]!["reason"]);
        Assert.Null((string?)json.ToJson()[0]!["suggestion"]);
    }

    [Fact]
    public async Task A_setting_that_does_not_fit_is_said_beside_the_result_and_not_in_it()
    {
        User.Settings["model.path"] = "relative.gguf";
        var file = User.WriteFile("Shelf.cs", CaretText.Obvious.Text);

        var result = await RunAsync("complete", "--json", CaretText.Obvious.Place(file));

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(Expected, (string?)result.ToJson()[0]!["suggestion"]);
        Assert.Contains("codeassist.model.path cannot be \"relative.gguf\"", result.Error, StringComparison.Ordinal);
    }
}
