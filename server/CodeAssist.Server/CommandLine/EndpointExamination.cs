using CodeAssist.Core.Completion;
using CodeAssist.Core.Models;
using CodeAssist.Core.Policy;
using CodeAssist.Core.Privacy.Gate;
using CodeAssist.Core.Providers;
using CodeAssist.Core.Routing;
using CodeAssist.Models.Egress;
using CodeAssist.Server.Assisting;
using CodeAssist.Server.Composition;
using Microsoft.Extensions.AI;

namespace CodeAssist.Server.CommandLine;

/// <summary>Asks the model servers that the settings name for a few words, as far as that may leave and costs nothing. No code goes along but the doctor's own.</summary>
/// <param name="models">The way to them.</param>
/// <param name="folder">Whose policy counts: absolute path.</param>
/// <param name="time">Measures.</param>
internal sealed class EndpointExamination(ModelsAtHand models, string folder, TimeProvider time)
{
    private const string Actor = "doctor";
    private const string Words = "Answer with the one word: here.";
    private const int AnswerTokens = 16;

    // A server may first have to load its model.
    private static readonly TimeSpan _limit = TimeSpan.FromMinutes(1);

    private readonly List<DoctorEndpoint> _endpoints = [];
    private readonly List<DoctorProblem> _problems = [];

    /// <returns>Every server that is named, and what is wrong with those that were asked.</returns>
    public async Task<(IReadOnlyList<DoctorEndpoint> Endpoints, IReadOnlyList<DoctorProblem> Problems)> RunAsync(CancellationToken cancellationToken)
    {
        var state = await models.PeekAsync(folder, cancellationToken);
        foreach (var model in Named(state.Models))
        {
            if (WhyNot(model, state.Policy) is { } reason)
            {
                _endpoints.Add(new DoctorEndpoint(model.Id, "chat", Milliseconds: null, reason));
                continue;
            }

            await NoteAsync(model.Id, "chat", token => AskAsync(model, token), cancellationToken);
        }

        await using var engine = models.CreateCompletionEngine();
        if (engine is not null)
        {
            await NoteAsync(engine.CountedAs ?? ProviderTable.PrivateId, "completion", token => CompleteAsync(engine, token), cancellationToken);
        }

        return (_endpoints, _problems);
    }

    // The first of each is the one that the settings name.
    private static IEnumerable<RoutableModel> Named(IEnumerable<RoutableModel> known) => known
        .Where(model => model.Card.Provider is ProviderTable.LoopbackId or ProviderTable.PrivateId)
        .DistinctBy(model => model.Card.Provider, StringComparer.Ordinal)
        .OrderBy(model => model.Tier);

    private static string? WhyNot(RoutableModel model, NetworkPolicy policy) =>
        model.Tier is not Tier.Local && policy is NetworkPolicy.LocalOnly { Reasons: [var reason, ..] } ? $"It was not asked: {reason.Sentence}"
        : model.Price != TokenPrice.Free ? "It was not asked, because it costs money."
        : null;

    private async Task NoteAsync(string model, string use, Func<CancellationToken, Task<DoctorProblem?>> ask, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(_limit);
        var began = time.GetTimestamp();
        DoctorProblem? problem;
        try
        {
            problem = await ask(deadline.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            problem = new DoctorProblem($"{model} did not answer within {_limit.TotalSeconds:0} s.", "See whether that server is busy, or whether its model is too large for it.");
        }

        _endpoints.Add(new DoctorEndpoint(model, use, problem is null ? Math.Round(time.GetElapsedTime(began).TotalMilliseconds) : null, NotAsked: null));
        if (problem is not null)
        {
            _problems.Add(problem);
        }
    }

    private async Task<DoctorProblem?> AskAsync(RoutableModel model, CancellationToken cancellationToken)
    {
        var task = new RoutedTask(TaskKind.Explain, TaskSize.Whole(AnswerTokens, AnswerTokens));
        using var client = models.Open(new Route.Run(model, RunPlan.Whole(task.Size), MostDollars: 0), new Errand(Guid.NewGuid().ToString("N"), Actor, task, Approval: null));
        var question = new ChatMessage(ChatRole.User, [SourcedText.Of(Words, new PartOrigin.Product())]);
        var answer = await client.GetResponseAsync([question], new ChatOptions { MaxOutputTokens = AnswerTokens }, cancellationToken);
        return answer.FindFailure() is { } failure ? new DoctorProblem(failure.Message, failure.NextStep) : null;
    }

    private async Task<DoctorProblem?> CompleteAsync(Engine engine, CancellationToken cancellationToken)
    {
        if (await engine.Model.GetReadyAsync(_limit, cancellationToken) is ModelAvailability.Unavailable { Failure: var unavailable })
        {
            return new DoctorProblem(unavailable.Message, unavailable.NextStep);
        }

        var request = DoctorSample.Request with { Folder = folder };
        return await engine.Pipeline.MeasureAsync(request, CompletionLimits.Default, cancellationToken) is ModelReply.Failed { Failure: var failure }
            ? new DoctorProblem(failure.Message, failure.NextStep)
            : null;
    }
}
