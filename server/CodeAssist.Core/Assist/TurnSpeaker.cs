namespace CodeAssist.Core.Assist;

/// <summary>Who says something to a model, or what it said itself.</summary>
public enum TurnSpeaker
{
    System,
    User,
    Model,
}
