using CodeAssist.Core.Routing;
using CodeAssist.Lsp.Protocol;

namespace CodeAssist.Server.Features.Assist;

/// <summary>The argument of <c>codeassist.explain</c> and <c>codeassist.fix</c>.</summary>
/// <param name="Uri">The document.</param>
/// <param name="Range">The lines that are meant; null for all of it.</param>
/// <param name="Wish">What the user wants to know, or wants changed.</param>
/// <param name="Problems">What compilers and reviews say of the lines.</param>
/// <param name="By">Who should do it.</param>
/// <param name="Model">Id of the one model that may; null for any.</param>
internal sealed record AssistWish(
    string Uri,
    LspRange? Range = null,
    string Wish = "",
    IReadOnlyList<string>? Problems = null,
    TaskWish By = TaskWish.None,
    string? Model = null);
