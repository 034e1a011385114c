using CodeAssist.Core.Spending;

namespace CodeAssist.Core.Routing;

/// <summary>Where a task goes.</summary>
public abstract record Route
{
    private Route()
    {
    }

    /// <summary>A model does it.</summary>
    /// <param name="Model">Which.</param>
    /// <param name="Plan">In how many questions.</param>
    /// <param name="MostDollars">The most that it can cost.</param>
    public sealed record Run(RoutableModel Model, RunPlan Plan, decimal MostDollars) : Route;

    /// <summary>The user is asked first.</summary>
    /// <param name="Wanted">What happens on a yes.</param>
    /// <param name="Over">The budget that it would go over; null where the user wants to be asked in any case.</param>
    /// <param name="Otherwise">What happens on a no, and where nobody can be asked: a <see cref="Run"/> or <see cref="Nobody"/>.</param>
    public sealed record Ask(Run Wanted, BudgetPeriod? Over, Route Otherwise) : Route;

    /// <summary>Nobody can do it.</summary>
    /// <param name="Why">A whole sentence.</param>
    /// <param name="NextStep">What would change it.</param>
    public sealed record Nobody(string Why, string NextStep) : Route;
}
