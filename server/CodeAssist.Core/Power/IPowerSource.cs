namespace CodeAssist.Core.Power;

/// <summary>Says what the machine runs on. Answers at once, and never throws for what a machine can do.</summary>
public interface IPowerSource
{
    PowerState Read();
}
