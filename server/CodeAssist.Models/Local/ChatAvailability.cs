using CodeAssist.Core.Models;

namespace CodeAssist.Models.Local;

/// <summary>Whether the local model can chat now.</summary>
public abstract record ChatAvailability
{
    private ChatAvailability()
    {
    }

    /// <summary>Nobody asked for it yet, or it was freed while nobody used it: it has to be loaded before anything is known of it.</summary>
    public sealed record Unknown : ChatAvailability;

    /// <param name="Fraction">How far, 0 to 1.</param>
    public sealed record Loading(double Fraction) : ChatAvailability;

    public sealed record Ready(LocalChatModel Model) : ChatAvailability;

    /// <param name="Failure">Why not: it cannot be loaded, or was never taught to chat.</param>
    public sealed record Unavailable(ModelFailure Failure) : ChatAvailability;
}
