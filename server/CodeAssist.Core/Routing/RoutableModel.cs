using CodeAssist.Core.Providers;
using CodeAssist.Core.Spending;

namespace CodeAssist.Core.Routing;

/// <summary>A model that a task could go to.</summary>
/// <param name="Card">What is known of it.</param>
/// <param name="Tier">Where it runs.</param>
/// <param name="Standing">Whether it can be asked now.</param>
/// <param name="Price">What it costs; where that is unknown, what counts in its place.</param>
public sealed record RoutableModel(ModelCard Card, Tier Tier, ModelStanding Standing, TokenPrice Price)
{
    /// <summary>What counts where a window is unknown: what the engines of open models offer when nobody asks for more.</summary>
    public const int UnknownWindow = 8_192;

    public string Id => Card.Id;

    /// <summary>Whether <see cref="Price"/> is its own, not one that stands in for it.</summary>
    public bool IsPriceKnown { get; init; } = true;

    /// <summary>Whether it runs in this program's own host, so that nothing is sent at all.</summary>
    public bool IsOwn { get; init; }

    /// <summary>Whether it is the model that completes text at the caret.</summary>
    public bool FillsIn { get; init; }

    /// <summary>How many of its last answers held when they were checked, for each kind of task, 0 to 1; only where enough were.</summary>
    public IReadOnlyDictionary<TaskKind, double> SuccessRates { get; init; } = new Dictionary<TaskKind, double>();

    /// <summary>Tokens that question and answer may have together.</summary>
    public int Window => Card.ContextTokens?.Value ?? UnknownWindow;

    /// <summary>Most tokens of an answer to a task: what it wants, or what the model gives.</summary>
    public int AnswerTokens(TaskSize size) => Math.Min(size.OutputTokens, Card.OutputTokens?.Value ?? int.MaxValue);

    /// <returns>The most that one question of a task can cost, in US dollars: it is reserved before the question goes out.</returns>
    public decimal MostDollarsOfQuestion(RoutedTask task, RunPlan plan)
    {
        // A correction brings the answer that it is about along.
        var answer = AnswerTokens(task.Size);
        return CostEstimate.Of(Price, plan.InputTokens + ((task.Attempts - 1) * answer), answer, answer).Most;
    }

    /// <returns>The most that a task can cost, in US dollars.</returns>
    public decimal MostDollars(RoutedTask task, RunPlan plan) => plan.Parts * task.Questions * task.Attempts * MostDollarsOfQuestion(task, plan);
}
