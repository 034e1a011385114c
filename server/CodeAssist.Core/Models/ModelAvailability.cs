namespace CodeAssist.Core.Models;

/// <summary>Whether a model can answer now.</summary>
public abstract record ModelAvailability
{
    private ModelAvailability()
    {
    }

    public sealed record Ready(CompletionModel Model) : ModelAvailability;

    /// <param name="Fraction">0 to 1.</param>
    public sealed record Loading(double Fraction) : ModelAvailability
    {
        /// <summary>What is done beside reading the weights, for people; null for nothing.</summary>
        public string? Doing { get; init; }
    }

    public sealed record Unavailable(ModelFailure Failure) : ModelAvailability;
}
