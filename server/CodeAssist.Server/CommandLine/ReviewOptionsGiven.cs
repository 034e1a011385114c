using CodeAssist.Core.Review.Anchoring;
using CodeAssist.Core.Review.Changes;
using CodeAssist.Core.Review.Chat;
using CodeAssist.Core.Review.Outcome;
using CodeAssist.Server.Reviewing.Output;

namespace CodeAssist.Server.CommandLine;

/// <summary>What <c>codeassist review</c> was asked for.</summary>
/// <param name="Request">What to review.</param>
/// <param name="Format">Who the report is for.</param>
/// <param name="FailLevel">In the place of the setting; null where nothing was said.</param>
/// <param name="Scope">In the place of the setting; null where nothing was said.</param>
/// <param name="Chat">In the place of the setting; null where nothing was said.</param>
/// <param name="AllowedDollars">What a closed model may cost without a question, in US dollars.</param>
/// <param name="Sarif">Absolute paths of reports of other tools.</param>
/// <param name="Output">Absolute path of a file for the report; null for standard output.</param>
internal sealed record ReviewOptionsGiven(
    ChangeRequest Request, ReviewFormat Format, FailLevel? FailLevel, ReviewScope? Scope, ChatMode? Chat, decimal AllowedDollars, IReadOnlyList<string> Sarif, string? Output);
