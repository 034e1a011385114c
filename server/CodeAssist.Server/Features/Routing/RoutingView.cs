using System.Text.Json;
using CodeAssist.Core.Assist;
using CodeAssist.Core.Routing;
using CodeAssist.Server.Assisting;
using CodeAssist.Server.Features.Assist;
using CodeAssist.Server.Features.Dialogs;
using CodeAssist.Server.Session;

namespace CodeAssist.Server.Features.Routing;

/// <summary><c>codeassist.showRouting</c>: who would be asked about what is in front of the user, who was asked last, and what is left to spend.</summary>
/// <param name="models">Who there is.</param>
/// <param name="recent">The last tasks.</param>
/// <param name="pages">Shows it.</param>
/// <param name="time">The clock.</param>
internal sealed class RoutingView(ModelsAtHand models, RecentTasks recent, EditorPages pages, TimeProvider time)
{
    // As `codeassist route` takes it where no lines are named.
    private static readonly TaskSize _usual = TaskSize.Whole(inputTokens: 2_000, outputTokens: 1_000);

    /// <param name="snapshot">What is open.</param>
    /// <param name="arguments">An <see cref="AssistWish"/>; without one it is about any small question.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>A sentence for the user; null for none.</returns>
    public async Task<string?> ShowAsync(SessionSnapshot snapshot, IReadOnlyList<JsonElement>? arguments, CancellationToken cancellationToken)
    {
        var (about, task, repository) = await TaskAsync(snapshot, arguments, cancellationToken);
        var state = await models.PeekAsync(repository, cancellationToken);
        RoutingOutlook[] outlooks =
        [
            new("Explain", Router.Decide(task with { Kind = TaskKind.Explain, Attempts = 1 }, state)),
            new("Change", Router.Decide(task with { Kind = TaskKind.Fix, Attempts = Replacement.AnswersPerModel }, state)),
        ];
        var page = RoutingPage.Of(about, outlooks, state.Funds, models.Budgets, recent.All, time.GetLocalNow());
        return await pages.ShowPageAsync("routing", "CodeAssist: Routing", page, cancellationToken);
    }

    private static async Task<(string About, RoutedTask Task, string? Repository)> TaskAsync(SessionSnapshot snapshot, IReadOnlyList<JsonElement>? arguments, CancellationToken cancellationToken)
    {
        if (await EditorAssist.FindSubjectAsync(AssistKind.Explain, snapshot, arguments, cancellationToken) is not { } subject)
        {
            return ("a small question", new RoutedTask(TaskKind.Explain, _usual), null);
        }

        var lines = subject.Lines.End - subject.Lines.Start;
        return ($"{Path.GetFileName(subject.Origin.Path)}, {lines} {(lines == 1 ? "line" : "lines")}", Assistant.Task(subject, AssistDirections.None), subject.Origin.Repository);
    }
}
