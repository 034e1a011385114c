namespace CodeAssist.Core.Spending;

/// <summary>The user's word that one call may cost so much, whatever the budgets say.</summary>
/// <param name="Id">Names this one approval: attempts of the call share it, and it is spent once.</param>
/// <param name="Dollars">US dollars, for all attempts of the call together.</param>
/// <param name="Approver">Who gave it, and where.</param>
public sealed record SpendApproval(string Id, decimal Dollars, string Approver);
