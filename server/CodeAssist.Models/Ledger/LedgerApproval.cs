namespace CodeAssist.Models.Ledger;

/// <summary>The user's word that one call may be paid for, whatever the budgets say.</summary>
/// <param name="Id">Names this one approval; attempts of the call share it.</param>
/// <param name="Dollars">How much was allowed, in US dollars.</param>
public sealed record LedgerApproval(string Id, decimal Dollars);
