using CodeAssist.Core.Assist;
using CodeAssist.Core.Privacy.Files;
using CodeAssist.Core.Review.Findings;
using CodeAssist.Core.Routing;
using CodeAssist.Core.Spending;

namespace CodeAssist.Server.Assisting;

/// <summary>Explains and changes a few lines of a file: decides who does it, asks, checks, and asks somebody else where that did not do.</summary>
/// <remarks>Read <see cref="RunAsync"/> top to bottom. Whoever fails or may not be asked is left out of the next decision, so that it comes to an end.</remarks>
internal sealed class Assistant(IModelsAtHand models, IFixCheck check, TimeProvider time)
{
    private const int ExplanationTokens = 900;

    /// <param name="subject">What it is about.</param>
    /// <param name="directions">What the user said on how it is to be done.</param>
    /// <param name="audience">Who waits for it.</param>
    /// <param name="cancellationToken">Ends it, down to the model.</param>
    public async Task<AssistOutcome> RunAsync(AssistSubject subject, AssistDirections directions, IAssistAudience audience, CancellationToken cancellationToken)
    {
        var taskId = Guid.NewGuid().ToString("N");
        var task = Task(subject, directions);
        var steps = new List<AssistStep>();
        var failed = new Dictionary<string, string>(StringComparer.Ordinal);
        while (true)
        {
            var decision = Router.Decide(task, Without(await models.ReadAsync(taskId, subject.Origin.Repository, cancellationToken), failed));
            if (decision.Route is Route.Nobody nobody)
            {
                return Refused(new AssistTrail(taskId, decision, steps), nobody, failed);
            }

            var errand = new Errand(taskId, Name(subject.Kind), task, Approval: null);
            if (decision.Route is Route.Ask ask)
            {
                if (!await audience.AllowAsync(decision, ask, AssistPrompts.Whole(subject), cancellationToken))
                {
                    if (ask.Otherwise is Route.Nobody none)
                    {
                        return Refused(new AssistTrail(taskId, decision, steps), none, failed);
                    }

                    // Nobody is asked twice: from here on it stays on this machine.
                    task = task with { Wish = TaskWish.Local };
                    continue;
                }

                errand = errand with { Approval = new SpendApproval(Guid.NewGuid().ToString("N"), ask.Wanted.MostDollars, audience.Name) };
            }

            var run = decision.Route as Route.Run ?? ((Route.Ask)decision.Route).Wanted;
            audience.Decided(decision, run);
            var result = await DoAsync(subject, run, errand, task, steps, audience, cancellationToken);
            var trail = new AssistTrail(taskId, decision, steps);
            switch (result)
            {
                case AssistResult.Text text:
                    return new AssistOutcome.Explained(trail, text.Markdown, text.IsPartial);
                case AssistResult.Change change:
                    models.Judge(run.Model, task.Kind, held: true);
                    return new AssistOutcome.Changed(trail, change.Fix, change.Remark);
                case AssistResult.Broken broken:
                    failed[run.Model.Id] = broken.Why;
                    if (broken.IsUnusable)
                    {
                        models.Judge(run.Model, task.Kind, held: false);
                        task = task with { FailedChecks = task.FailedChecks + Replacement.AnswersPerModel };
                    }

                    audience.StartAgain(broken.Why);
                    break;
            }
        }
    }

    /// <summary>The task as the router sees it.</summary>
    public static RoutedTask Task(AssistSubject subject, AssistDirections directions)
    {
        var answer = subject.Kind is AssistKind.Explain ? ExplanationTokens : ExplanationTokens + (2 * TokenEstimate.Of(subject.Read(subject.Lines)));
        return new RoutedTask(subject.Kind is AssistKind.Explain ? TaskKind.Explain : TaskKind.Fix, AssistPieces.Measure(subject, answer))
        {
            Paths = [subject.Origin.Path],
            Withheld = subject.Origin.IsIgnored || NeverSend.Of(subject.Origin.Path) is not null ? subject.Origin.Path : null,
            Attempts = subject.Kind is AssistKind.Fix ? Replacement.AnswersPerModel : 1,
            Wish = directions.Wish,
            Model = directions.Model,
        };
    }

    private async Task<AssistResult> DoAsync(
        AssistSubject subject, Route.Run run, Errand errand, RoutedTask task, List<AssistStep> steps, IAssistAudience audience, CancellationToken cancellationToken)
    {
        using var client = models.Open(run, errand);
        var talk = new Conversation(client, run.Model, task.Size, time);
        try
        {
            return subject.Kind is AssistKind.Explain
                ? await Explanation.AskAsync(subject, run.Plan, talk, audience, cancellationToken)
                : await Replacement.AskAsync(subject, talk, check, audience, cancellationToken);
        }
        finally
        {
            steps.AddRange(talk.Steps);
            models.Count(run.Model, errand, talk.Steps);
        }
    }

    private static RoutingState Without(RoutingState state, Dictionary<string, string> failed) => state with
    {
        Models = [.. state.Models.Select(model => failed.TryGetValue(model.Id, out var why) ? model with { Standing = new ModelStanding.Down(why, Until: null) } : model)],
    };

    private static AssistOutcome.Failed Refused(AssistTrail trail, Route.Nobody nobody, Dictionary<string, string> failed) =>
        new(trail, failed.Count == 0 ? nobody.Why : string.Join(' ', failed.Select(entry => $"{entry.Key}: {entry.Value}")), nobody.NextStep);

    private static string Name(AssistKind kind) => kind is AssistKind.Explain ? "explain" : "fix";
}
