using CodeAssist.Core.Completion;
using CodeAssist.Core.Completion.Typing;
using CodeAssist.Core.Models;
using CodeAssist.TestSupport;

namespace CodeAssist.Core.Tests.Completion.Typing;

/// <summary>Behaviours 5 and 6: a suggestion on the screen goes on while the user types it, and nobody is asked.</summary>
public sealed class TypeThroughTests
{
    private readonly ManualTime _time = new();
    private readonly ScriptedCompleter _completer = new();
    private readonly ScriptedModel _model = ScriptedModel.Saying("");
    private readonly TypingCompletions _typing;

    public TypeThroughTests() => _typing = new TypingCompletions(_completer, _model, _time);

    [Fact]
    public async Task Behaviour_05_each_key_of_a_suggestion_shows_the_rest_of_it_without_a_request()
    {
        const string Suggested = "Total(items);";
        var typist = await ShownAsync("var sum = $0\nreturn sum;\n", Suggested);

        for (var typed = 1; typed < Suggested.Length; typed++)
        {
            typist.Type(Suggested[(typed - 1)..typed]);
            var answer = await typist.AskAsync();

            Assert.Equal(Suggested[typed..], Typist.Shown(answer));
            Assert.Equal(AnswerOrigin.Remembered, answer.Origin);
        }

        Assert.Single(_completer.Asked);
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public async Task Behaviour_05_it_goes_on_over_line_ends(string lineBreak)
    {
        var typist = await ShownAsync($"void M(){lineBreak}{{$0{lineBreak}}}{lineBreak}", $"{lineBreak}    A();{lineBreak}    B();");

        typist.Type(lineBreak + "    ");
        Assert.Equal($"A();{lineBreak}    B();", Typist.Shown(await typist.AskAsync()));
        typist.Type("A();" + lineBreak + "    ");
        Assert.Equal("B();", Typist.Shown(await typist.AskAsync()));

        Assert.Single(_completer.Asked);
    }

    [Theory]
    [InlineData("\nreturn;\n")]
    [InlineData("")]
    public async Task Behaviour_05_a_bracket_that_the_editor_has_closed_gives_way_to_that_of_the_suggestion(string behind)
    {
        var typist = await ShownAsync("Call$0" + behind, "(\"a\", b);");

        typist.Type("(", closed: ")");
        var bracket = await typist.AskAsync();
        typist.Type("\"", closed: "\"");
        var quote = await typist.AskAsync();

        Assert.Equal(("\"a\", b);", 1), Best(bracket));
        Assert.Equal(("a\", b);", 2), Best(quote));
        Assert.Single(_completer.Asked);
    }

    [Fact]
    public async Task Behaviour_05_a_bracket_that_the_editor_has_closed_stays_where_the_suggestion_has_none()
    {
        var typist = await ShownAsync("Call$0\n", "(first");

        typist.Type("(", closed: ")");

        Assert.Equal(("first", 0), Best(await typist.AskAsync()));
    }

    [Fact]
    public async Task Behaviour_05_a_block_that_the_editor_has_closed_on_another_line_is_not_closed_twice()
    {
        var typist = await ShownAsync("void M()\n$0\nreturn;\n", "{\n    A();\n}");

        typist.Type("{\n    ", closed: "\n}");

        Assert.Equal(("A();", 0), Best(await typist.AskAsync()));
    }

    [Fact]
    public async Task Behaviour_05_going_back_shows_again_what_was_there()
    {
        var typist = await ShownAsync("var sum = $0\n", "Total(items);");
        typist.Type("Tot");

        typist.Backspace(2);
        var within = await typist.AskAsync();
        typist.Type("x");
        typist.Backspace();
        var afterMistake = await typist.AskAsync();

        Assert.Equal("otal(items);", Typist.Shown(within));
        Assert.Equal("otal(items);", Typist.Shown(afterMistake));
        Assert.Single(_completer.Asked);
    }

    [Fact]
    public async Task Behaviour_05_going_back_before_its_beginning_does_not_suggest_what_the_user_has_just_deleted()
    {
        var typist = await ShownAsync("var sum = $0\n", "Total(items);");

        typist.Backspace(2);
        var answer = await typist.AskAsync();

        Assert.Equal(NoSuggestionReason.AfterDeletion, Assert.IsType<CompletionOutcome.NoSuggestion>(answer.Outcome).Reason);
        Assert.Single(_completer.Asked);
    }

    [Fact]
    public async Task Behaviour_05_another_text_asks_anew()
    {
        var typist = await ShownAsync("var sum = $0\n", "Total(items);");

        typist.Type("x");
        await typist.AskPatientlyAsync(_time);

        Assert.Equal(2, _completer.Asked.Count);
    }

    [Fact]
    public async Task Behaviour_05_a_suggestion_that_is_typed_to_its_end_asks_anew()
    {
        var typist = await ShownAsync("var sum = $0\n", "Total();");

        typist.Type("Total();");
        await typist.AskPatientlyAsync(_time);

        Assert.Equal(2, _completer.Asked.Count);
    }

    [Fact]
    public async Task Behaviour_05_whoever_asks_wants_more_than_the_rest_of_what_came_unasked()
    {
        var typist = await ShownAsync("var sum = $0\n", "Total(items);");

        typist.Type("T");
        await typist.AskAsync(CompletionTrigger.Invoked);

        Assert.Equal(2, _completer.Asked.Count);
    }

    [Fact]
    public async Task Behaviour_05_of_several_alternatives_those_go_on_that_are_typed()
    {
        _completer.Always = _ => ScriptedCompleter.Suggest("Total(items);", "items.Sum();", "Take(1);");
        var typist = new Typist("var sum = $0\n", _typing);
        await typist.AskAsync(CompletionTrigger.Invoked);

        typist.Type("T");
        var answer = Assert.IsType<CompletionOutcome.Suggested>((await typist.AskAsync()).Outcome);

        Assert.Equal("otal(items);|ake(1);", string.Join('|', answer.Suggestions.Select(suggestion => suggestion.InsertText)));
    }

    [Fact]
    public async Task Behaviour_06_the_same_question_twice_is_asked_once()
    {
        var typist = await ShownAsync("var sum = $0\n", "Total(items);");

        var again = await typist.AskAsync();

        Assert.Equal("Total(items);", Typist.Shown(again));
        Assert.Single(_completer.Asked);
    }

    [Theory]
    [InlineData("prefix")]
    [InlineData("suffix")]
    [InlineData("path")]
    [InlineData("language")]
    [InlineData("model")]
    [InlineData("template")]
    [InlineData("settings")]
    public async Task Behaviour_06_anything_else_that_an_answer_depends_on_asks_anew(string difference)
    {
        var typist = await ShownAsync("// one\nvar sum = $0\nreturn sum;\n", "Total(items);");
        var ready = (ModelAvailability.Ready)_model.Availability;
        switch (difference)
        {
            case "prefix":
                typist = new Typist("// two\nvar sum = $0\nreturn sum;\n", _typing);
                break;
            case "suffix":
                typist = new Typist("// one\nvar sum = $0\nreturn 1;\n", _typing);
                break;
            case "path":
                typist.Path = "src/Other.cs";
                break;
            case "language":
                typist.Language = "java";
                break;
            case "model":
                _model.Availability = new ModelAvailability.Ready(ready.Model with { Name = "another" });
                break;
            case "template":
                _model.Availability = new ModelAvailability.Ready(ready.Model with { Layout = FimLayout.PrefixSuffixMiddle });
                break;
            case "settings":
                typist.Limits = CompletionLimits.Default with { PromptTokens = 512 };
                break;
        }

        await typist.AskPatientlyAsync(_time);

        Assert.Equal(2, _completer.Asked.Count);
    }

    [Fact]
    public async Task Behaviour_06_text_that_the_model_does_not_see_makes_no_difference()
    {
        var far = string.Concat(Enumerable.Repeat("// a line that is far away from the caret\n", 2000));
        var typist = await ShownAsync(far + "var sum = $0\n" + far, "Total(items);");

        var other = new Typist("// more\n" + far + "var sum = T$0\n" + far + "// more\n", _typing);

        Assert.Equal("otal(items);", Typist.Shown(await other.AskAsync()));
        Assert.Single(_completer.Asked);
    }

    [Fact]
    public void Behaviour_06_the_least_recently_used_goes_when_the_limit_is_reached()
    {
        var shown = new ShownTexts(limitBytes: 100_000);
        var scopes = Enumerable.Range(0, 40).Select(number => Scope($"src/{number}.cs")).ToArray();

        foreach (var scope in scopes)
        {
            shown.Add(ShownText.Of(Request(scope.Path), scope, [new Suggestion("b;", 0, "scripted", 1)]));
            Assert.NotEmpty(shown.Find(Request(scopes[0].Path), scopes[0]));
            Assert.InRange(shown.Bytes, 1, 100_000);
        }

        Assert.Empty(shown.Find(Request(scopes[1].Path), scopes[1]));
        Assert.NotEmpty(shown.Find(Request(scopes[39].Path), scopes[39]));
    }

    [Fact]
    public void Behaviour_06_the_limit_is_32_megabytes() => Assert.Equal(32 * 1024 * 1024, ShownTexts.DefaultLimitBytes);

    private static CacheScope Scope(string path) => new(Folder: null, path, "csharp", "m", "t", CompletionLimits.Default);

    private static CompletionRequest Request(string path)
    {
        var before = new string('a', 2000) + "\n";

        return new CompletionRequest(path, null, "csharp", before + new string('c', 800), before.Length, CompletionTrigger.Automatic);
    }

    private static (string, int) Best(TypingAnswer answer)
    {
        var best = Assert.IsType<CompletionOutcome.Suggested>(answer.Outcome).Best;

        return (best.InsertText, best.ReplacedAfterCaret);
    }

    private async Task<Typist> ShownAsync(string marked, string suggestion)
    {
        _completer.Always = _ => ScriptedCompleter.Suggest(suggestion);
        var typist = new Typist(marked, _typing);
        Assert.Equal(suggestion, Typist.Shown(await typist.AskPatientlyAsync(_time)));

        return typist;
    }
}
