using CodeAssist.Core.Completion.Remote;
using CodeAssist.Core.Providers;
using CodeAssist.Core.Spending;

namespace CodeAssist.Models.Egress;

/// <summary>A model server that completes code in the place of the host.</summary>
/// <param name="Provider">Id of the provider: the loopback server or the private endpoint.</param>
/// <param name="Model">The server's name of the model.</param>
/// <param name="Place">Where it is, shown to the user.</param>
/// <param name="Family">How prompts are written for it; null for a server that takes prefix and suffix.</param>
/// <param name="ContextTokens">Tokens that prompt and answer may take together.</param>
/// <param name="Price">What it costs.</param>
/// <param name="Budgets">What may be spent on it.</param>
public sealed record EndpointModelOptions(string Provider, string Model, string Place, FimMarkers? Family, int ContextTokens, TokenPrice Price, Budgets Budgets);
