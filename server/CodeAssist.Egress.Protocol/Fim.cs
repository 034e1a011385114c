namespace CodeAssist.Egress.Protocol;

/// <summary>Asks a model server of the user's own for the text at a caret. The answer comes as <see cref="ChatPieceParams"/> and ends with a <see cref="ChatResult"/>.</summary>
/// <param name="CallId">Names the call in pieces and attempts; chosen by the client, unique on the connection.</param>
/// <param name="Provider">Id of a provider that is on this machine, or the private endpoint.</param>
/// <param name="Model">The provider's name of the model.</param>
/// <param name="Prompt">What comes before the caret, or a whole prompt in the model's own markers.</param>
/// <param name="Suffix">What comes behind the caret; null where it is in the prompt.</param>
/// <param name="MaxOutputTokens">Most tokens of the answer.</param>
/// <param name="Stops">Texts before which the answer ends; at most four.</param>
public sealed record FimParams(string CallId, string Provider, string Model, string Prompt, string? Suffix, int MaxOutputTokens, IReadOnlyList<string> Stops);
