namespace CodeAssist.Core.Routing;

/// <summary>Whether a model can be asked at this moment.</summary>
public abstract record ModelStanding
{
    private ModelStanding()
    {
    }

    public static ModelStanding Ready { get; } = new CanAnswer();

    public sealed record CanAnswer : ModelStanding;

    /// <summary>Its provider wants a key and there is none.</summary>
    /// <param name="NextStep">How to hand one over.</param>
    public sealed record KeyMissing(string NextStep) : ModelStanding;

    /// <summary>It does not hold conversations: it fills in code and nothing else, or its format is not known.</summary>
    /// <param name="Why">A whole sentence.</param>
    public sealed record CannotChat(string Why) : ModelStanding;

    /// <summary>Its provider failed too often, or wants to be left alone.</summary>
    /// <param name="Why">A whole sentence.</param>
    /// <param name="Until">When it is tried again; null for not before something is done about it.</param>
    public sealed record Down(string Why, DateTimeOffset? Until) : ModelStanding;
}
