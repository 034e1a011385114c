namespace CodeAssist.Core.Privacy.Gate;

/// <summary>A piece of what is to be sent, before it becomes part of a request.</summary>
/// <param name="Text">As it would be sent.</param>
/// <param name="Origins">Everything that it comes from; none at all is taken for <see cref="PartOrigin.Outside"/>.</param>
public sealed record PayloadPart(string Text, IReadOnlyList<PartOrigin> Origins);
