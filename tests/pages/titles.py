"""What each page asks: its heading, as it stands on top."""

#: The overview's, without any order.
START = "Where do we lose customers, and what does it cost us?"
#: From a page's file to its question.
TITLES = {
    "overview": "What should we fix first?",
    "retention": "Who stays?",
    "leaving": "When do they leave?",
    "ways": "Which ways do they take, and how far do they come?",
    "stages": "Where are our customers, and which way do they move?",
    "partners": "How do our accounts and partners stand?",
    "ask": "What will you ask your customers?",
    "money": "What do those who stay bring?",
    "value": "What is a customer worth?",
    "loyalty": "How loyal are they, and what does it rest on?",
    "satisfaction": "What should we do better?",
    "answers": "How far can we trust these answers?",
    "complaints": "What goes wrong, and do we put it right?",
    "employees": "How do our own people see their work?",
    "whatif": "What would it be worth?",
    "business_case": "Does the programme pay, and are we on course?",
    "next_euro": "Where does the next euro go?",
    "compare": "Which one is worth more?",
    "calculator": "What is keeping a customer worth?",
    "programmes": "Does the programme keep customers, or did the loyal join it?",
    "lessons": "What will you find out?",
    "companies": "Does Rapport find what is true?",
    "glossary": "What does this word mean?",
    "data": "What did your company record?",
}
