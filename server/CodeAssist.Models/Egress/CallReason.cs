using CodeAssist.Core.Spending;

namespace CodeAssist.Models.Egress;

/// <summary>What the ledger says of a question besides where it went.</summary>
/// <param name="Actor">Which part of the product asks: <c>explain</c>, <c>review</c>.</param>
/// <param name="Purpose">Why, in a few words.</param>
/// <param name="Approver">Who allowed it: a setting, or the user in a dialog.</param>
public sealed record CallReason(string Actor, string Purpose, string Approver)
{
    /// <summary>What each attempt to send it may cost, and out of which budgets; null where the model costs nothing.</summary>
    public SpendRequest? Spend { get; init; }
}
