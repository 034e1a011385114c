using CodeAssist.Server.Assisting;

namespace CodeAssist.Server.CommandLine.Delegating;

/// <summary>What <c>agent</c> was asked for.</summary>
/// <param name="Goal">In the user's words.</param>
/// <param name="IsPlan">Whether only a plan is wanted.</param>
/// <param name="Directions">Who should do it.</param>
/// <param name="AllowedDollars">What it may cost without a question; 0 to be asked.</param>
/// <param name="AllowsReading">Whether commands that only read run without a question.</param>
/// <param name="AllowedCommands">Commands that run without a question, each word by word.</param>
/// <param name="AllowsNetwork">Whether those commands may have the network where they ask for it.</param>
/// <param name="Checks">Commands that check the code; empty for those of the settings, or those that are found.</param>
/// <param name="Accepts">Whether changes are kept without a question.</param>
/// <param name="AsJson">For programs instead of people.</param>
internal sealed record AgentOptionsGiven(
    string Goal,
    bool IsPlan,
    AssistDirections Directions,
    decimal AllowedDollars,
    bool AllowsReading,
    IReadOnlyList<string> AllowedCommands,
    bool AllowsNetwork,
    IReadOnlyList<string> Checks,
    bool Accepts,
    bool AsJson);
