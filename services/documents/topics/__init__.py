"""What can be said of topics by looking at them: clashes, gaps, and how long a text takes to speak. Pure."""

from services.documents.topics.clashes import Clash, Gap, Idea, RoomCount, clashes_between, gaps_of
from services.documents.topics.speaking_time import SpeakingTime, speaking_time

__all__ = ["Clash", "Gap", "Idea", "RoomCount", "SpeakingTime", "clashes_between", "gaps_of", "speaking_time"]
