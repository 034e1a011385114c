using CodeAssist.Core.Review.Anchoring;
using CodeAssist.Core.Review.Chat;
using CodeAssist.Core.Review.Findings;
using CodeAssist.Core.Review.Outcome;
using CodeAssist.Core.Review.Rules;

namespace CodeAssist.Core.Tests.Review.Chat;

/// <summary>R4 and R6 to R8: what is believed of what a chat model says.</summary>
public sealed class ChatReviewerTests
{
    private const string Text = "int Sum(int[] all) {\n    // All of them.\n    var sum = 1;\n    foreach (var one in all) sum += one;\n    return sum;\n}\n";

    [Fact]
    public async Task A_claim_that_quotes_a_changed_line_becomes_a_finding_with_the_model_as_its_witness()
    {
        var model = new ScriptedReviewModel { Finds = (_, _) => [Wrong(2, "var sum = 1;")], Judges = _ => [ScriptedReviewModel.Verdict(ModelVerdictKind.Stands)] };

        var finding = Assert.Single((await ReviewAsync(model)).Findings);

        Assert.Equal(("chat", "chat-correctness", Severity.Error, 2), (finding.Reviewer, finding.Rule.Id, finding.Severity, finding.Range!.Value.Start.Line));
        Assert.Equal("local/small", Assert.Single(finding.Evidence).Source);
        Assert.True(finding.Confidence < 1);
    }

    [Fact]
    public async Task A_replacement_becomes_a_fix_of_just_the_quote()
    {
        var model = new ScriptedReviewModel { Finds = (_, _) => [Wrong(2, "sum = 1") with { Replacement = "sum = 0" }] };

        var fix = Assert.Single((await ReviewAsync(model)).Findings).Fix!;

        var edit = Assert.Single(fix.Edits);
        Assert.Equal(("sum = 0", 2, 8, 15), (edit.NewText, edit.Range.Start.Line, edit.Range.Start.Character, edit.Range.End.Character));
    }

    [Theory]
    [InlineData("var sum = 2;", 2, DropReason.QuoteNotFound)]
    [InlineData("}", 5, DropReason.QuoteNotFound)]
    [InlineData("sum", 0, DropReason.SeveralPlaces)]
    [InlineData("int Sum(int[] all)", 0, DropReason.OutsideScope)]
    public async Task What_a_quote_does_not_bear_out_is_dropped_with_its_reason(string quote, int line, DropReason reason)
    {
        var model = new ScriptedReviewModel { Finds = (_, _) => [Wrong(line, quote)] };

        var result = await ReviewAsync(model, Example.File("a.cs", Text, (2, 4)));

        Assert.Empty(result.Findings);
        Assert.Equal(reason, Assert.Single(result.Dropped).Reason);
        Assert.Equal(Verdict.Complete, result.Verdict);
    }

    [Fact]
    public async Task R4_an_answer_that_cannot_be_used_is_never_a_clean_file()
    {
        var model = new ScriptedReviewModel { Answers = _ => null };

        var result = await ReviewAsync(model);

        Assert.Equal(Verdict.Failed, result.Verdict);
        Assert.Contains("cut off", Assert.Single(result.Coverage).Reasons[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task R4_pieces_that_an_answer_leaves_out_were_not_looked_at()
    {
        var model = new ScriptedReviewModel { CodeTokens = 2_000, Answers = readings => readings.Count == 1 ? readings : [.. readings.Skip(1)] };

        var result = await ReviewAsync(model, Example.File("a.cs", Text, (2, 2)), Example.File("b.cs", Wide(2), (0, 0), (30, 30)));

        Assert.Equal(Verdict.Partial, result.Verdict);
        Assert.Equal([CoverageState.Reviewed, CoverageState.Failed], result.Coverage.Select(file => file.State));
    }

    [Fact]
    public async Task R6_no_question_has_more_code_than_the_model_takes_and_every_changed_line_is_in_one()
    {
        var text = string.Concat(Enumerable.Range(0, 300).Select(line => $"value_{line} = {line};\n"));
        var model = new ScriptedReviewModel { CodeTokens = 700 };

        var result = await ReviewAsync(model, Example.File("a.txt", text));

        var shown = model.Asked.Select(asked => asked.Question.Turns[^1].Parts.Where(part => part.Text.StartsWith("<<< piece", StringComparison.Ordinal)).ToList()).ToList();
        Assert.All(shown, parts => Assert.True(parts.Sum(part => part.Text.Split('\n').Where(line => line.Contains('|', StringComparison.Ordinal)).Sum(line => line.Length + 1)) <= 700));
        Assert.All(Enumerable.Range(0, 300), line => Assert.Contains(shown.SelectMany(parts => parts), part => part.Text.Contains($"| value_{line} = ", StringComparison.Ordinal)));
        Assert.Equal(Verdict.Complete, result.Verdict);
    }

    [Fact]
    public async Task R6_a_single_line_that_no_question_takes_is_a_gap()
    {
        var model = new ScriptedReviewModel { CodeTokens = 100 };

        var result = await ReviewAsync(model, Example.File("a.txt", "short\n" + new string('x', 200) + "\nshort again\n"));

        Assert.Equal(Verdict.Partial, result.Verdict);
        Assert.Equal("chat: line 2: too long for the model's window.", Assert.Single(Assert.Single(result.Coverage).Reasons));
    }

    [Fact]
    public async Task R7_what_most_passes_say_in_whatever_words_counts_once_with_its_votes()
    {
        var model = new ScriptedReviewModel
        {
            Passes = 3,
            Finds = (_, pass) => pass switch
            {
                0 => [Wrong(2, "var sum = 1;"), Wrong(4, "return sum;")],
                1 => [Wrong(2, "sum = 1") with { Message = "It begins at one.", Severity = Severity.Warning }],
                _ => [Wrong(2, "var sum = 1;") with { Message = "The first is counted twice.", Severity = Severity.Warning }],
            },
        };

        var result = await ReviewAsync(model);

        var finding = Assert.Single(result.Findings);
        Assert.Equal((2, Severity.Warning, "It is wrong."), (finding.Range!.Value.Start.Line, finding.Severity, finding.Message));
        Assert.StartsWith("said in 3 of 3 passes", Assert.Single(finding.Evidence).Text, StringComparison.Ordinal);
        Assert.Equal(DropReason.TooFewVotes, Assert.Single(result.Dropped).Reason);
    }

    [Fact]
    public async Task R7_passes_read_pieces_in_different_orders_and_always_in_the_same_ones()
    {
        var first = new ScriptedReviewModel { Passes = 3, CodeTokens = 2_000 };
        var second = new ScriptedReviewModel { Passes = 3, CodeTokens = 2_000 };
        var file = Example.File("b.cs", Wide(5), (0, 0), (30, 30), (60, 60), (90, 90), (120, 120));

        await ReviewAsync(first, file);
        await ReviewAsync(second, file);

        Assert.Equal(string.Join("\n", Said(first)), string.Join("\n", Said(second)));
        Assert.True(Said(first).Distinct(StringComparer.Ordinal).Count() > 1);

        static IEnumerable<string> Said(ScriptedReviewModel model) => model.Asked.Select(asked => asked.Question.Turns[^1].Text);
    }

    [Theory]
    [InlineData(ModelVerdictKind.Wrong, 3, "sum += one;", null)]
    [InlineData(ModelVerdictKind.Minor, 3, "sum += one;", Severity.Note)]
    [InlineData(ModelVerdictKind.Wrong, 3, "sum += two;", Severity.Warning)]
    [InlineData(ModelVerdictKind.Wrong, 0, "sum += one;", Severity.Warning)]
    [InlineData(ModelVerdictKind.Stands, -1, "", Severity.Warning)]
    public async Task R8_a_second_look_drops_or_downgrades_only_with_a_line_that_stands_there(ModelVerdictKind kind, int line, string quote, Severity? left)
    {
        var model = new ScriptedReviewModel
        {
            Finds = (_, _) => [Wrong(2, "var sum = 1;") with { Severity = Severity.Warning }],
            Judges = _ => [ScriptedReviewModel.Verdict(kind, line, quote)],
        };

        Assert.Equal(left, (await ReviewAsync(model)).Findings.SingleOrDefault()?.Severity);
        Assert.Contains(model.Asked, asked => asked.Kind is "judge" && asked.Question.Turns[^1].Text.Contains("int Sum(int[] all)", StringComparison.Ordinal));
    }

    [Fact]
    public async Task R8_verdicts_that_do_not_match_the_claims_keep_what_matters()
    {
        var model = new ScriptedReviewModel
        {
            Finds = (_, _) => [Wrong(2, "var sum = 1;"), Wrong(4, "return sum;") with { Severity = Severity.Note }],
            Judges = _ => [ScriptedReviewModel.Verdict(ModelVerdictKind.Wrong, 3, "sum += one;")],
        };

        var result = await ReviewAsync(model);

        Assert.Equal(2, Assert.Single(result.Findings).Range!.Value.Start.Line);
        Assert.Equal(DropReason.Unconfirmed, Assert.Single(result.Dropped).Reason);
    }

    [Theory]
    [InlineData(ModelVerdictKind.Stands, true)]
    [InlineData(ModelVerdictKind.Wrong, false)]
    public async Task Something_grave_that_a_model_contradicts_itself_on_goes_alone_to_a_stronger_one(ModelVerdictKind said, bool isFound)
    {
        var stronger = new ScriptedReviewModel("openai/big") { Judges = _ => [ScriptedReviewModel.Verdict(said, 2, "var sum = 1;")] };
        var model = new ScriptedReviewModel
        {
            Stronger = stronger,
            Passes = 3,
            Finds = (_, pass) => pass == 0 ? [Wrong(2, "var sum = 1;"), Wrong(4, "return sum;") with { Severity = Severity.Note }] : [],
        };

        var result = await ReviewAsync(model);

        var asked = Assert.Single(stronger.Asked).Question.Turns[^1].Text;
        Assert.Contains("claim 1", asked, StringComparison.Ordinal);
        Assert.DoesNotContain("claim 2", asked, StringComparison.Ordinal);
        Assert.Equal(isFound, result.Findings is [{ Evidence: [_, { Source: "openai/big" }] }]);
    }

    [Fact]
    public async Task Without_a_stronger_model_it_is_dropped()
    {
        var model = new ScriptedReviewModel { Passes = 3, Finds = (_, pass) => pass == 0 ? [Wrong(2, "var sum = 1;")] : [] };

        var result = await ReviewAsync(model);

        Assert.Empty(result.Findings);
        Assert.Single(model.Contested);
        Assert.Equal(DropReason.TooFewVotes, Assert.Single(result.Dropped).Reason);
    }

    [Fact]
    public async Task What_has_not_changed_is_not_asked_about_again_wherever_it_has_moved()
    {
        var model = new ScriptedReviewModel { Finds = (_, _) => [Wrong(2, "var sum = 1;")] };
        await ReviewAsync(model, Example.File("a.cs", Text, (0, 5)));
        var asked = model.Asked.Count;

        var again = await ReviewAsync(model, Example.File("a.cs", "// Sums.\n" + Text, (1, 6)));

        Assert.Equal(asked, model.Asked.Count);
        Assert.Equal(3, Assert.Single(again.Findings).Range!.Value.Start.Line);
    }

    [Fact]
    public async Task Changed_rules_of_the_repository_are_asked_about_again()
    {
        var model = new ScriptedReviewModel();
        await ReviewAsync(model);
        var change = Example.Change(Example.File("a.cs", Text)) with { Rules = [new RuleFile("AGENTS.md", "No loops.") { Covers = _ => true }] };

        await Example.ReviewAsync(change, model.Reviewer);

        Assert.Equal(2, model.Asked.Count);
        Assert.Contains("No loops.", model.Asked[1].Question.Turns[^1].Text, StringComparison.Ordinal);
        Assert.DoesNotContain("No loops.", model.Asked[1].Question.Turns[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_owner_keeps_from_models_is_told_and_no_gap()
    {
        var model = new ScriptedReviewModel { Choice = new ReviewModelChoice.Nobody("It stays here.", IsWanted: true) };

        var result = await ReviewAsync(model);

        Assert.Equal(Verdict.Complete, result.Verdict);
        Assert.Equal("chat: a.cs: It stays here.", Assert.Single(result.Change.Notices));
    }

    [Fact]
    public async Task A_model_that_cannot_be_reached_is_a_failure()
    {
        var model = new ScriptedReviewModel { Choice = new ReviewModelChoice.Nobody("It is down.", IsWanted: false) };

        Assert.Equal(Verdict.Failed, (await ReviewAsync(model)).Verdict);
    }

    [Fact]
    public async Task Lines_that_were_taken_out_are_shown_where_they_stood()
    {
        var model = new ScriptedReviewModel();
        var old = Core.Text.DocumentSnapshot.Open("a.cs", "csharp", 0, Text.Replace("sum = 1", "sum = 0", StringComparison.Ordinal));
        var file = Example.File("a.cs", Text) with { Old = old, Hunks = [new(new(2, 3), new(2, 3))] };

        await ReviewAsync(model, file);

        Assert.Contains("-     |     var sum = 0;\n+    3|     var sum = 1;\n", Assert.Single(model.Asked).Question.Turns[^1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_places_that_become_one_where_more_lines_are_looked_at_do_no_harm()
    {
        var model = new ScriptedReviewModel { Finds = (_, _) => [Wrong(2, "var sum = 1;")] };
        var old = Core.Text.DocumentSnapshot.Open("a.cs", "csharp", 0, Text);
        var file = Example.File("a.cs", Text) with { Old = old, Hunks = [new(new(0, 1), new(0, 1)), new(new(2, 3), new(2, 3))] };

        var result = await Example.ReviewAsync(Example.Change(file), new Core.Review.ReviewOptions { Scope = ReviewScope.Context }, model.Reviewer);

        Assert.Single(result.Findings);
        Assert.Equal(Verdict.Complete, result.Verdict);
    }

    [Fact]
    public async Task The_heads_of_what_changed_lines_use_come_along_from_other_files_each_with_its_origin()
    {
        var model = new ScriptedReviewModel { Declared = [Declared("src/Tax.cs", "Shop.Tax.Rate(int)", "public static int Rate(int year)")] };

        await ReviewAsync(model, Example.File("a.cs", "var x = Tax.Rate(2026);\n"));

        var piece = Assert.Single(Assert.Single(model.Asked).Question.Turns[^1].Parts);
        Assert.Contains("uses public static int Rate(int year) of Shop.Tax, src/Tax.cs\n+    1| var x = ", piece.Text, StringComparison.Ordinal);
        Assert.Equal(["a.cs", "src/Tax.cs"], piece.Origins.Select(origin => ((Core.Privacy.Gate.PartOrigin.File)origin).Path), StringComparer.Ordinal);
    }

    [Fact]
    public async Task A_piece_is_asked_about_again_where_what_it_uses_has_changed()
    {
        var model = new ScriptedReviewModel { Declared = [Declared("src/Tax.cs", "Shop.Tax.Rate(int)", "public static int Rate(int year)")] };
        var changed = new ScriptedReviewModel { Declared = [Declared("src/Tax.cs", "Shop.Tax.Rate(int)", "public static int Rate(int month)")] };
        var file = Example.File("a.cs", "var x = Tax.Rate(2026);\n");

        await Example.ReviewAsync(Example.Change(file), new ChatReviewer(model, model, model, silence: null));
        await Example.ReviewAsync(Example.Change(file), new ChatReviewer(model, model, changed, silence: null));

        Assert.Equal(2, model.Asked.Count);
    }

    [Fact]
    public async Task R6_what_is_used_goes_before_a_line_of_the_piece_does()
    {
        var model = new ScriptedReviewModel { CodeTokens = 60, Declared = [Declared("src/Tax.cs", "Shop.Tax.Rate(int)", "public static int Rate(int year)")] };

        var result = await ReviewAsync(model, Example.File("a.cs", "var x = Tax.Rate(2026);\n"));

        Assert.DoesNotContain("uses ", Assert.Single(model.Asked).Question.Turns[^1].Text, StringComparison.Ordinal);
        Assert.Equal(Verdict.Complete, result.Verdict);
    }

    private static Core.Review.Changes.DeclaredMember Declared(string path, string symbol, string signature) => new(path, new(symbol, new(0, 1), signature));

    private static ModelClaim Wrong(int line, string quote) => new(line, quote, FindingCategory.Correctness, Severity.Error, "It is wrong.", "");

    private static string Wide(int blocks) => string.Concat(Enumerable.Range(0, blocks).Select(block => $"changed_{block}\n" + string.Concat(Enumerable.Repeat("same\n", 29))));

    private static Task<ReviewResult> ReviewAsync(ScriptedReviewModel model, params Core.Review.Changes.ChangedFile[] files) =>
        Example.ReviewAsync(Example.Change(files is [] ? [Example.File("a.cs", Text)] : files), model.Reviewer);
}
