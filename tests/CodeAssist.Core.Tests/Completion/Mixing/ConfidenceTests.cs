using CodeAssist.Core.Completion;
using CodeAssist.Core.Completion.Context;
using CodeAssist.Core.Completion.Gating;
using CodeAssist.Core.Completion.Mixing;
using CodeAssist.Core.Completion.Naming;
using CodeAssist.Core.Completion.PostProcessing;

namespace CodeAssist.Core.Tests.Completion.Mixing;

/// <summary>Behaviour 18: one probability decides what is shown unasked, and what was measured decides what it is.</summary>
public sealed class ConfidenceTests
{
    // What the workspace proposes, what the model says of it, and "none of them".
    private static readonly MixWeights _doubtful = new([0, 0, 4, 0, 0, 0, 0, 0, 0], [4, 0, 0, 0]);
    private static readonly MixWeights _trusting = new([0, 0, 4, 0, 4, 0, 0, 0, 0], [0, 0, 0, 0]);

    [Fact]
    public async Task Behaviour_18_a_workspace_that_says_too_much_is_believed_less_and_shown_to_those_who_ask()
    {
        var model = Model(new LineConfidence(_doubtful, Together: null, Show: 0.5, Certain: 0.8), probability: 0.1);
        var workspace = new ScriptedWorkspace((" 10;", 0.9));

        var unasked = await CompleteAsync(model, workspace, "int a =$0\n");
        var asked = await CompleteAsync(model, workspace, "int a =$0\n", CompletionTrigger.Invoked);

        // e^(4 × 0.9) to e^4.
        Assert.Equal(NoSuggestionReason.Unlikely, Assert.IsType<CompletionOutcome.NoSuggestion>(unasked).Reason);
        Assert.Equal(0.401, Assert.IsType<CompletionOutcome.Suggested>(asked).Best.Probability, 3);
    }

    [Fact]
    public async Task Behaviour_18_a_calibrated_workspace_that_is_certain_is_not_kept_waiting()
    {
        var model = Model(new LineConfidence(_trusting, Together: null, Show: 0.3, Certain: 0.9));

        await CompleteAsync(model, new ScriptedWorkspace((" 10;", 0.9)), "int a =$0\n");

        Assert.Empty(model.Prompts);
    }

    [Theory]
    [InlineData("int a =$0\n")]
    [InlineData("int a;\n$0\n")]
    public async Task Behaviour_18_both_kinds_of_lines_are_weighed_where_weighing_was_measured(string marked)
    {
        var model = Model(new LineConfidence(Alone: null, _trusting, Show: 0.3, Certain: 0.95));

        var outcome = await CompleteAsync(model, new ScriptedWorkspace(("Run(10);", 0.5)), marked);

        Assert.Equal(["Run(10);"], model.Scored);
        Assert.Equal("Run(20);", Assert.IsType<CompletionOutcome.Suggested>(outcome).Best.InsertText);
    }

    [Fact]
    public async Task Behaviour_18_a_model_that_speaks_alone_is_held_to_the_same_probability()
    {
        var weights = new MixWeights([0, 0, 0, 0, 2, 0, 0, 0, 0], [2, 0, 0, 0]);
        var model = Model(new LineConfidence(Alone: null, weights, Show: 0.45, Certain: 0.95));

        // e^(2 × 0.8) to e^2.
        Assert.Equal(NoSuggestionReason.Unlikely, Assert.IsType<CompletionOutcome.NoSuggestion>(await CompleteAsync(model, new ScriptedWorkspace(), "int a =$0\n")).Reason);
    }

    [Theory]
    [InlineData("    $0\n", 0.1)]
    [InlineData("int a =$0\n", 0.2)]
    [InlineData("int a = items.$0\n", 0.2)]
    [InlineData("int a = it$0\n", 0.3)]
    [InlineData("int a = x1$0;\n", 0.3)]
    [InlineData("int a = _$0\n", 0.3)]
    public void Behaviour_18_what_holds_is_told_by_how_far_the_line_has_come(string marked, double show)
    {
        var confidence = new Confidence(Showing(0.2), Showing(0.1), Showing(0.3));

        Assert.Equal(show, confidence.At(Marked.Request(marked)).Show);

        static LineConfidence Showing(double from) => LineConfidence.Uncalibrated with { Show = from };
    }

    [Fact]
    public async Task Behaviour_18_what_is_too_unlikely_to_be_shown_is_not_even_parsed()
    {
        var model = Model(new LineConfidence(_doubtful, Together: null, Show: 0.5, Certain: 0.8), probability: 0.1);
        var gate = new CountingGate();

        await CompleteAsync(model, new ScriptedWorkspace((" 10;", 0.9)), "int a =$0\n", gate: gate);
        var unasked = gate.Drafts;
        await CompleteAsync(model, new ScriptedWorkspace((" 10;", 0.9)), "int a =$0\n", CompletionTrigger.Invoked, gate);

        Assert.Equal((0, 2), (unasked, gate.Drafts));
    }

    private static ScriptedModel Model(LineConfidence line, double probability = 0.8)
    {
        var model = ScriptedModel.Saying("Run(20);", probability);
        model.Confidence = new Confidence(line, line, line);

        return model;
    }

    private static Task<CompletionOutcome> CompleteAsync(
        ScriptedModel model, ScriptedWorkspace workspace, string marked, CompletionTrigger trigger = CompletionTrigger.Automatic, ISyntaxGate? gate = null) =>
        new CompletionPipeline(workspace, NoContext.Instance, model, gate ?? NoSyntaxGate.Instance, AnyName.Instance)
            .CompleteAsync(Marked.Request(marked, trigger: trigger), CompletionGate.Default, CompletionLimits.Default, TestContext.Current.CancellationToken);

    private sealed class CountingGate : ISyntaxGate
    {
        public int Drafts { get; private set; }

        public Filtered Apply(Draft draft)
        {
            Drafts++;
            return draft;
        }
    }
}
