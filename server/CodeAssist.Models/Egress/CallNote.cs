namespace CodeAssist.Models.Egress;

/// <summary>Who asks, and whose text goes along.</summary>
/// <param name="Reason">Who asks and why.</param>
/// <param name="Repositories">Identities of the repositories whose text takes part, separated by commas; empty for none.</param>
public sealed record CallNote(CallReason Reason, string Repositories);
