using CodeAssist.Core.Privacy.Characters;

namespace CodeAssist.Core.Privacy.Gate;

/// <summary>A piece that may become part of a request.</summary>
/// <param name="Text">Without hidden characters; where the piece is withheld, a note that says so.</param>
/// <param name="Withheld">Why it is not sent; null where it is.</param>
/// <param name="Hidden">What was taken out of it.</param>
public sealed record AdmittedPart(string Text, WithheldReason? Withheld, IReadOnlyList<HiddenRun> Hidden);
