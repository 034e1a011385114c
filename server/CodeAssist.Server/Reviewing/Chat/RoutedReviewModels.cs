using CodeAssist.Core.Assist;
using CodeAssist.Core.Privacy.Files;
using CodeAssist.Core.Review.Chat;
using CodeAssist.Core.Review.Outcome;
using CodeAssist.Core.Routing;
using CodeAssist.Core.Spending;
using CodeAssist.Server.Assisting;

namespace CodeAssist.Server.Reviewing.Chat;

/// <summary>Lets the router choose who reviews what. The user is asked once for a review, and once for each claim that goes on to a stronger model, until the first no.</summary>
/// <param name="models">The models that there are.</param>
/// <param name="audience">Who is asked.</param>
/// <param name="repository">Absolute path of the repository, whose policy counts.</param>
/// <param name="volume">How much there is to read.</param>
/// <param name="mode">Who may take part.</param>
/// <param name="passes">How often a model that costs nothing looks at each piece.</param>
/// <param name="onQuestion">Told who is asked, before each question.</param>
/// <param name="time">Takes the time that answers take.</param>
internal sealed class RoutedReviewModels(
    IModelsAtHand models, IAssistAudience audience, string repository, ReviewVolume volume, ChatMode mode, int passes, Action<string> onQuestion, TimeProvider time)
    : IReviewModels, IDisposable
{
    private const string Actor = "review";

    private readonly string _taskId = Guid.NewGuid().ToString("N");
    private readonly SemaphoreSlim _turn = new(1);
    private readonly Dictionary<string, RoutedReviewModel> _open = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SpendApproval?> _answers = new(StringComparer.Ordinal);
    private bool _isContestRefused;

    /// <summary>Every model that was asked something.</summary>
    public IReadOnlyList<ModelUse> Uses => [.. _open.Values.Select(model => model.Use).Where(use => use.Questions > 0).OrderBy(use => use.Model, StringComparer.Ordinal)];

    public async Task<ReviewModelChoice> ChooseAsync(string? path, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            var task = Task(path, path is null ? TaskKind.ReviewSummary : TaskKind.ReviewUnit);
            var decision = Router.Decide(task, await models.ReadAsync(_taskId, repository, cancellationToken));
            switch (decision.Route)
            {
                case Route.Run run:
                    return new ReviewModelChoice.Chosen(Open(decision, run, task, approval: null));
                case Route.Ask ask when await IsAllowedAsync(decision, ask, cancellationToken) is { } approval:
                    return new ReviewModelChoice.Chosen(Open(decision, ask.Wanted, task, approval));
                case Route.Ask { Otherwise: Route.Run otherwise }:
                    return new ReviewModelChoice.Chosen(Open(decision, otherwise, task, approval: null));
                case Route.Ask:
                    return new ReviewModelChoice.Nobody("You did not allow a model to be asked.", IsWanted: true);
                case Route.Nobody nobody:
                    return new ReviewModelChoice.Nobody($"{nobody.Why} {nobody.NextStep}", IsKept(decision));
                default:
                    throw new System.Diagnostics.UnreachableException();
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    public async Task<IReviewModel?> ChooseStrongerAsync(string path, AssistQuestion question, CancellationToken cancellationToken)
    {
        if (mode is not ChatMode.Routed)
        {
            return null;
        }

        await _turn.WaitAsync(cancellationToken);
        try
        {
            var task = Task(path, TaskKind.ReviewUnit) with { IsContested = true, Questions = 1, Size = TaskSize.Whole(question.EstimatedTokens, volume.Size.OutputTokens) };
            var decision = Router.Decide(task, await models.ReadAsync(_taskId, repository, cancellationToken));
            switch (decision.Route)
            {
                case Route.Run { Model.Tier: not Tier.Local } run:
                    return Open(decision, run, task, approval: null);
                case Route.Ask ask when !_isContestRefused && ask.Wanted.Model.Tier is not Tier.Local:
                    var isAllowed = await audience.AllowAsync(decision, ask, question, cancellationToken);
                    _isContestRefused = !isAllowed;
                    return isAllowed ? Open(decision, ask.Wanted, task, Approval(ask)) : null;
                default:
                    return null;
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Counts what the models of this machine did.</summary>
    public void Dispose()
    {
        foreach (var model in _open.Values)
        {
            models.Count(model.Model, new Errand(_taskId, Actor, Task(path: null, TaskKind.ReviewUnit), Approval: null), model.Steps);
            model.Dispose();
        }

        _turn.Dispose();
    }

    private RoutedTask Task(string? path, TaskKind kind) => new(kind, volume.Size)
    {
        Paths = path is null ? [] : [path],
        Withheld = path is not null && NeverSend.Of(path) is not null ? path : null,
        Attempts = 2,
        Questions = volume.Questions,
        Wish = mode is ChatMode.Local ? TaskWish.Local : TaskWish.None,
    };

    private RoutedReviewModel Open(RouteDecision decision, Route.Run run, RoutedTask task, SpendApproval? approval)
    {
        // Each approval is its own way, for it is spent there.
        var key = $"{run.Model.Id} {run.Plan.InputTokens} {approval?.Id}";
        if (!_open.TryGetValue(key, out var open))
        {
            var once = run with { Plan = run.Plan with { Parts = 1 } };
            var isFree = run.Model.Price == Core.Providers.TokenPrice.Free && !task.IsContested;
            open = new RoutedReviewModel(once, models.Open(once, new Errand(_taskId, Actor, task, approval)), task.Size, isFree ? passes : 1, onQuestion, time);
            _open[key] = open;
            audience.Decided(decision, run);
        }

        return open;
    }

    /// <returns>The permission; null for none. A model is asked about once.</returns>
    private async Task<SpendApproval?> IsAllowedAsync(RouteDecision decision, Route.Ask ask, CancellationToken cancellationToken)
    {
        var id = ask.Wanted.Model.Id;
        if (!_answers.TryGetValue(id, out var answer))
        {
            answer = volume.Preview is { } preview && await audience.AllowAsync(decision, ask, preview, cancellationToken) ? Approval(ask) : null;
            _answers[id] = answer;
        }

        return answer;
    }

    private SpendApproval Approval(Route.Ask ask) => new(Guid.NewGuid().ToString("N"), ask.Wanted.MostDollars, audience.Name);

    /// <summary>Whether the user's own rules keep the file from whoever could read it.</summary>
    private static bool IsKept(RouteDecision decision) => decision.Rejected.Any(rejection => rejection.Code is RejectionCode.PathStays or RejectionCode.Withheld);
}
