using System.Globalization;
using CodeAssist.Core.Assist;
using CodeAssist.Core.Routing;
using CodeAssist.Core.Spending;
using CodeAssist.Server.Assisting;
using CodeAssist.Server.Assisting.Output;
using CodeAssist.Server.Features.Dialogs;

namespace CodeAssist.Server.Features.Routing;

/// <summary>Decisions on who does what, in the past and now, as a page.</summary>
internal static class RoutingPage
{
    /// <param name="about">What the outlooks are about.</param>
    /// <param name="outlooks">Who would do what.</param>
    /// <param name="funds">What is left of the budgets.</param>
    /// <param name="budgets">The budgets.</param>
    /// <param name="recent">The last tasks, the newest first.</param>
    /// <param name="now">The time, where the user is.</param>
    public static string Of(
        string about, IReadOnlyList<RoutingOutlook> outlooks, Funds funds, Budgets budgets, IReadOnlyList<RecentTask> recent, DateTimeOffset now)
    {
        var page = new PageBody("Routing", string.Create(CultureInfo.InvariantCulture, $"About {about}, at {now:HH:mm}. Nobody was asked for this page."));
        foreach (var (title, decision) in outlooks)
        {
            page.Section(title, RouteSentences.Of(decision));
            Rejected(page, decision);
        }

        Money(page, funds, budgets);
        foreach (var task in recent)
        {
            Past(page, task);
        }

        return PageDocument.Of("CodeAssist: routing", page.Note(recent.Count == 0 ? "No task was done since the server was started." : "The last tasks since the server was started.").ToString());
    }

    private static void Money(PageBody page, Funds funds, Budgets budgets)
    {
        page.Section("What may be spent without asking", budgets == Budgets.None ? "Nothing: every call that costs money is asked for. Settings: budget.task, budget.day, budget.month." : null);
        if (budgets != Budgets.None)
        {
            page.Table(
                ["Budget"],
                ["Set", "Left"],
                [
                    ["One task", SpendSentences.Dollars(budgets.Task), SpendSentences.Dollars(funds.Task)],
                    ["Today", SpendSentences.Dollars(budgets.Day), SpendSentences.Dollars(funds.Day)],
                    ["This month", SpendSentences.Dollars(budgets.Month), SpendSentences.Dollars(funds.Month)],
                ]);
        }
    }

    private static void Past(PageBody page, RecentTask task)
    {
        var title = string.Create(CultureInfo.InvariantCulture, $"{task.At:HH:mm} {(task.Kind is AssistKind.Explain ? "explained" : "changed")}: {task.File}");
        page.Section(title, RouteSentences.Of(task.Trail.Decision), task.Problem, Compared(task.Trail));
        if (task.Trail.Steps.Count > 0)
        {
            page.Table(["Model", "Problem"], ["Tokens in", "Tokens out", "Cost", "Seconds"], task.Trail.Steps.Select(Cells));
        }

        Rejected(page, task.Trail.Decision);
    }

    private static string? Compared(AssistTrail trail) => trail.Steps.Count == 0 || trail.Asked is not { } run ? null
        : run.MostDollars == 0 ? $"{AssistAccount.Of(trail)}."
        : $"At most {SpendSentences.AtMost(run.MostDollars)} was reserved. {AssistAccount.Of(trail)}.";

    private static string[] Cells(AssistStep step) =>
    [
        step.Model,
        step.Problem ?? "",
        step.Tokens?.Input.ToString("#,0", CultureInfo.InvariantCulture) ?? "not told",
        step.Tokens?.Output.ToString("#,0", CultureInfo.InvariantCulture) ?? "not told",
        step.Dollars is { } dollars ? SpendSentences.Dollars(dollars) : "not known",
        (step.Milliseconds / 1000).ToString("0.0", CultureInfo.InvariantCulture),
    ];

    private static void Rejected(PageBody page, RouteDecision decision)
    {
        if (decision.Rejected.Count > 0)
        {
            // Often the same stands in the way of all of a tier.
            var reasons = decision.Rejected.GroupBy(rejection => (rejection.Tier, rejection.Sentence));
            page.Table(
                ["Where", "Why not", "Not asked"],
                [],
                reasons.Select(reason => (string[])[Where(reason.Key.Tier), reason.Key.Sentence, string.Join(", ", reason.Select(rejection => rejection.Model))]));
        }
    }

    private static string Where(Tier tier) => tier switch
    {
        Tier.Local => "this machine",
        Tier.PrivateEndpoint => "private endpoint",
        _ => "closed API",
    };
}
