namespace CodeAssist.ModelHost.Inference.Speculation;

/// <param name="Model">Guesses ahead; null for none.</param>
/// <param name="Refusal">Why the model that was named for that does not, in a sentence.</param>
internal sealed record DraftChoice(DraftModel? Model, string? Refusal)
{
    public static DraftChoice None { get; } = new(null, null);
}
