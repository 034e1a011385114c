using CodeAssist.Core.Completion;
using CodeAssist.Core.Completion.Context;
using CodeAssist.Core.Completion.Gating;
using CodeAssist.Core.Completion.Naming;
using CodeAssist.Core.Completion.PostProcessing;
using CodeAssist.Core.Completion.Prompting;
using CodeAssist.Core.Models;

namespace CodeAssist.Core.Tests.Completion.Context;

/// <summary>Behaviour 10: a prompt that begins with the suffix is not computed anew for a bracket that the editor closes.</summary>
public sealed class StickySuffixTests
{
    private const string Below = "\n    int Other() => 1;\n}\n";

    private readonly StickySuffix _suffix = new();

    [Theory]
    [InlineData(")" + Below)]
    [InlineData("\")" + Below)]
    [InlineData(")])" + Below)]
    [InlineData(Below)]
    public void Behaviour_10_closers_before_what_was_told_are_left_out(string suffix)
    {
        Told(Below);

        Assert.Equal(Below, Told(suffix));
    }

    [Theory]
    [InlineData("x)" + Below)]
    [InlineData(")x" + Below)]
    [InlineData(";" + Below)]
    [InlineData(")))))" + Below)]
    [InlineData(")\n    int Changed() => 1;\n}\n")]
    [InlineData("")]
    public void Behaviour_10_anything_else_is_told_as_it_is(string suffix)
    {
        Told(Below);

        Assert.Equal(suffix, Told(suffix));
        Assert.Equal(Below, Told(Below));
    }

    [Fact]
    public void A_closer_that_was_there_from_the_beginning_is_told()
    {
        Assert.Equal(")" + Below, Told(")" + Below));
        Assert.Equal(")" + Below, Told("))" + Below));
    }

    [Fact]
    public void What_was_told_of_one_document_says_nothing_of_another()
    {
        Told(Below);

        Assert.Equal(")" + Below, Told(")" + Below, "src/Other.cs"));
        Assert.Equal(Below, Told(")" + Below));
    }

    [Fact]
    public void Where_a_long_window_ends_makes_no_difference()
    {
        var (longer, shorter) = (string.Concat(Enumerable.Repeat(Below, 20)), string.Concat(Enumerable.Repeat(Below, 19)));
        Told(longer);

        Assert.Equal(longer, Told(")" + shorter));
    }

    [Theory]
    [InlineData(FimLayout.SuffixFirstUnmarked, "\n}\n")]
    [InlineData(FimLayout.PrefixSuffixMiddle, ")\n}\n")]
    public async Task Behaviour_10_only_prompts_that_begin_with_the_suffix_leave_closers_out(FimLayout layout, string told)
    {
        var model = ScriptedModel.Saying("10);", 0.9);
        model.Availability = new ModelAvailability.Ready(new CompletionModel("scripted", "CPU", layout, 1024, PromptSeparators.None, BeginsText: false, MinimumProbability: 0.3));
        var pipeline = new CompletionPipeline(new ScriptedWorkspace(), NoContext.Instance, model, NoSyntaxGate.Instance, AnyName.Instance);

        await CompleteAsync("class A\n{\n    int a = Sum$0\n}\n");
        var outcome = await CompleteAsync("class A\n{\n    int a = Sum($0)\n}\n");

        Assert.Equal(told, model.Prompts[^1].Parts.OfType<PromptPart.Suffix>().Single().Text);
        Assert.Equal(new Suggestion("10);", ReplacedAfterCaret: 1, "scripted on CPU", Assert.IsType<CompletionOutcome.Suggested>(outcome).Best.Probability), ((CompletionOutcome.Suggested)outcome).Best);

        Task<CompletionOutcome> CompleteAsync(string marked) =>
            pipeline.CompleteAsync(Marked.Request(marked), CompletionGate.Default, CompletionLimits.Default, TestContext.Current.CancellationToken);
    }

    private string Told(string suffix, string path = "src/Sample.cs") =>
        _suffix.Keep(new CompletionRequest(path, "sample", "csharp", "before" + suffix, "before".Length, CompletionTrigger.Automatic), new CodeWindow("before", suffix)).Suffix;
}
