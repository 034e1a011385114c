namespace CodeAssist.Server.Composition;

/// <summary>What a user's command asks of the hubs of models. Said when the process starts, so that nothing it reads later can become part of an address.</summary>
/// <param name="Address">Of one file; empty for none.</param>
/// <param name="Words">To look for; empty for none.</param>
internal sealed record ModelErrand(string Address, string Words)
{
    public static ModelErrand None { get; } = new("", "");
}
